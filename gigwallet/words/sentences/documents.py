"""Sentences about pictures, PDFs, letters, bundles and seals."""

from gigwallet.words.catalogue import N_

REFUSALS = {
    "file_too_large": N_(
        "The file is larger than {limit_mb} MB. Split it, or keep only the part that matters."
    ),
    "image_too_large": N_(
        "The picture has more than {limit_megapixels} million pixels. Use the phone's own "
        "screenshot, or a smaller copy."
    ),
    "picture_unreadable": N_(
        "The picture is incomplete or damaged. Take it from the phone or the chat once more."
    ),
    "picture_kind_not_shown": N_(
        "Pictures of this kind ({media_type}) are kept, but cannot be shown. Save the picture as "
        "JPEG or PNG as well, and add that copy."
    ),
    "picture_not_stripped": N_(
        "Hidden details cannot be taken out of this kind of file ({media_type}). Save it as JPEG "
        "or PNG, and use that copy."
    ),
    "pdf_encrypted": N_(
        "The PDF is locked with a password. Open it in a PDF reader, print it to a new PDF without "
        "a password, and add that copy beside it."
    ),
    "pdf_unreadable": N_(
        "The PDF is incomplete or damaged. Download it once more, or take a "
        "screenshot of its pages."
    ),
    "pdf_too_long": N_(
        "The PDF has {pages} pages; {limit} are the most. Add only the pages that matter."
    ),
    "pdf_no_such_page": N_("There is no page {page}; the PDF has {pages}. Choose another page."),
    "exhibit_changed": N_(
        "The file of exhibit {exhibit} is no longer the one that was recorded. Check the vault, or "
        "import the original once more."
    ),
    "letter_field_missing": N_("The letter needs “{field}”. Fill it in, then try again."),
    "letter_field_wrong": N_(
        "The field {field} holds no proper day or amount. Correct it, then try again."
    ),
    "letter_language_missing": N_(
        "This letter is not written in that language ({language}) yet. Choose another language."
    ),
}

STEPS = {
    # What verification finds.
    "self_consistent": N_(
        "Every byte is as it was when this file was sealed ({exhibits} exhibits, {bytes} bytes). "
        "Whoever can make such files could have sealed it again: nothing from outside says when it "
        "was sealed or by whom."
    ),
    "exhibit_altered": N_("Exhibit {exhibit} was changed after sealing."),
    "page_altered": N_("Page {page} was changed after sealing."),
    "document_altered": N_("Something that pages share (fonts, links, lists) was changed."),
    "seal_altered": N_("The seal itself was changed."),
    "seal_damaged": N_("The seal is damaged and cannot be read."),
    "seal_missing": N_(
        "There is no seal: GigWallet did not make the file, another program saved it anew, or "
        "its end is missing."
    ),
    "seal_too_new": N_("The seal is of version {version}. Check it with a newer GigWallet."),
    "not_a_sealed_file": N_(
        "This is no sealed PDF, checkpoint or proof of GigWallet, or its beginning was changed. "
        "Take the file exactly as you got it; a time stamp goes with --stamp beside the file that "
        "it stamps."
    ),
    "bytes_appended": N_("{bytes} bytes were added at the end after sealing."),
    "bytes_missing_at_end": N_("{bytes} bytes are missing at the end."),
    "bytes_inserted": N_("{bytes} bytes were put in after sealing."),
    "bytes_removed": N_("{bytes} bytes were taken out after sealing."),
    # What the person should know before a document goes out.
    "exhibit_not_shown": N_(
        "Exhibit {exhibit} cannot be shown on a page; the file has a page with its digest instead. "
        "Bring the original."
    ),
    "exhibit_turned_upright": N_(
        "Exhibit {exhibit} is shown upright, as the picture itself records; its pixels are "
        "the same."
    ),
    "exhibit_notes_drawn_in": N_("Exhibit {exhibit}: notes of the PDF are drawn into its pages."),
    "exhibit_form_drawn_in": N_(
        "Exhibit {exhibit}: form fields of the PDF are drawn into its pages."
    ),
    "exhibit_actions_removed": N_(
        "Exhibit {exhibit}: scripts or automatic actions of the PDF were left out."
    ),
    "exhibit_attachments_removed": N_("Exhibit {exhibit}: attachments of the PDF were left out."),
    "exhibit_colours_converted": N_(
        "Exhibit {exhibit}: the picture has colours made for printing presses; its pixels are "
        "shown in the colours of screens."
    ),
    "exhibit_drawn_as_pixels": N_(
        "Exhibit {exhibit}: pages of the PDF are shown as pictures, because they could not be "
        "taken over safely."
    ),
    "bundle_not_archival": N_(
        "The file does not call itself PDF/A, the form for archives, because of pages of other "
        "PDFs in it: exhibits {exhibits}. They are shown as they are. Where a PDF/A is asked for, "
        "choose to have such pages drawn as pictures."
    ),
    "characters_replaced": N_(
        "Some characters cannot be printed and stand as 〓: {characters}. Check names that "
        "have them."
    ),
}
