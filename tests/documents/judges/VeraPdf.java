// Lets veraPDF judge PDF files: java -cp JARS VeraPdf.java FLAVOUR FILE...
// Prints PASS or FAIL for each, and the rules that are broken; ends with 1 where any is.
import java.io.File;
import java.util.Set;
import java.util.TreeSet;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

public class VeraPdf {
  public static void main(String[] arguments) throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    PDFAFlavour flavour = PDFAFlavour.byFlavourId(arguments[0]);
    boolean sound = true;
    for (int at = 1; at < arguments.length; at++) {
      File file = new File(arguments[at]);
      try (PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour)) {
        PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false);
        ValidationResult result = validator.validate(parser);
        System.out.println((result.isCompliant() ? "PASS " : "FAIL ") + file);
        sound &= result.isCompliant();
        Set<String> told = new TreeSet<>();
        for (TestAssertion one : result.getTestAssertions()) {
          String rule = one.getRuleId().getClause() + "-" + one.getRuleId().getTestNumber();
          if (one.getStatus() == TestAssertion.Status.FAILED && told.add(rule)) {
            System.out.println("  " + rule + " " + one.getMessage());
          }
        }
      }
    }
    System.exit(sound ? 0 : 1);
  }
}
