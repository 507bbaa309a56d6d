package ch.bexioclockodo.run;

import ch.bexioclockodo.plan.Reason;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sentences for people, in English or German; the language is the process's, chosen once by {@code
 * --lang}.
 */
public final class Messages {

  private static final String BUNDLE = "bexio-clockodo.messages";
  private static final Pattern NAMED = Pattern.compile("⟦(?:(field|action):(\\w+)|yes|no)⟧");
  private static volatile Locale language = Locale.ENGLISH;

  private Messages() {}

  public static void language(Locale chosen) {
    language = chosen;
  }

  /** The sentence that explains a reason. */
  public static String reason(Reason reason) {
    String sentence = text("reason." + reason.code().code(), reason.args().toArray());
    return NAMED.matcher(sentence).replaceAll(name -> Matcher.quoteReplacement(named(name)));
  }

  /** One of clockodo's fields, as people call it. */
  public static String field(String field) {
    String key = "field." + field;
    return bundle().containsKey(key) ? bundle().getString(key) : field;
  }

  /** Fields and words that the planner names by their keys, in the language of the sentence. */
  private static String named(MatchResult name) {
    String key =
        name.group(1) == null
            ? "word." + name.group().substring(1, name.group().length() - 1)
            : name.group(1).equals("field")
                ? "field." + name.group(2)
                : "word.action." + name.group(2);
    return bundle().containsKey(key) ? bundle().getString(key) : String.valueOf(name.group(2));
  }

  private static ResourceBundle bundle() {
    return ResourceBundle.getBundle(
        BUNDLE,
        language,
        Messages.class.getClassLoader(),
        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  public static String text(String key, Object... args) {
    ResourceBundle bundle = bundle();
    // As text: a number would be grouped, and "plan 1,234" is none that can be asked for.
    Object[] texts = Arrays.stream(args).map(String::valueOf).toArray();
    return new MessageFormat(bundle.getString(key), Locale.ROOT).format(texts);
  }
}
