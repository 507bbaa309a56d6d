package ch.bexioclockodo.link;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names as they are compared, once, when a link is proposed: equal means equal but for Unicode
 * form, case and blanks; similar means equal but for accents, punctuation and the legal form at the
 * end, and is never enough to link.
 */
public final class NameKey {

  private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern NO_LETTER_OR_DIGIT = Pattern.compile("[^\\p{L}\\p{Nd}]+");

  /** Endings without dots and accents; "S.à r.l." becomes the two words "sa" and "rl". */
  private static final Set<String> LEGAL_FORMS =
      Set.of(
          "ab", "ag", "bv", "cie", "co", "corp", "eg", "gbr", "gmbh", "inc", "kg", "kgaa", "klg",
          "limited", "llc", "llp", "ltd", "mbh", "nv", "ohg", "oy", "plc", "rl", "sa", "sagl",
          "sarl", "sas", "se", "snc", "spa", "srl", "ug");

  private NameKey() {}

  /** Two names with one key are equal. */
  public static String equal(String name) {
    String text = name == null ? "" : Normalizer.normalize(name, Normalizer.Form.NFKC);
    String oneLine = BLANKS.matcher(text).replaceAll(" ").strip();
    // There and back: the German sharp s, small or large, becomes two letters on the way.
    return oneLine.toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }

  /** Two names with one key are similar; empty when nothing is left to compare. */
  public static String similar(String name) {
    String text = equal(name).replace("ä", "ae").replace("ö", "oe").replace("ü", "ue");
    String plain = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
    String undotted = plain.replace(".", "").replace("'", "").replace("’", "");
    List<String> words =
        new LinkedList<>(
            Arrays.stream(NO_LETTER_OR_DIGIT.split(undotted)).filter(w -> !w.isEmpty()).toList());
    while (words.size() > 1 && LEGAL_FORMS.contains(words.get(words.size() - 1))) {
      words.remove(words.size() - 1);
    }
    return String.join("", words);
  }
}
