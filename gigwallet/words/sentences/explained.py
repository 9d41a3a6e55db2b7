"""Sentences of what a person explained: a paper that says nothing, a name that is taken."""

from gigwallet.words.catalogue import N_

REFUSALS = {
    "paper_without_words": N_(
        "Nothing printed was found in {name}. If it is a photo, take it again, flat and sharp."
    ),
    "taught_not_of_kind": N_(
        "{name} is of another kind than {taught}: its columns or its labels are not the same. "
        "Choose a file of the same kind, or explain this one too."
    ),
    "taught_name_taken": N_(
        "Something else that you explained is called {name} already. Choose another name."
    ),
}
