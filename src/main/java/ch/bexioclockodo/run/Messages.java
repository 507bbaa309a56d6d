package ch.bexioclockodo.run;

import ch.bexioclockodo.plan.Reason;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sentences for people, in each language that has a file; the language is the process's, chosen
 * once by {@code --lang}, or in the console that of whoever asks.
 */
public final class Messages {

  private static final String BUNDLE = "bexio-clockodo.messages";
  private static final Pattern NAMED = Pattern.compile("⟦(?:(field|action):(\\w+)|yes|no)⟧");
  private static final List<Locale> SPOKEN_IN_SWITZERLAND =
      List.of(Locale.GERMAN, Locale.FRENCH, Locale.ITALIAN);
  private static volatile Locale language = Locale.ENGLISH;

  /** The language of who is being answered by this thread; null where nobody is. */
  private static final ThreadLocal<Locale> ASKER = new ThreadLocal<>();

  private Messages() {}

  public static void language(Locale chosen) {
    language = chosen;
  }

  /** From now on this thread answers somebody of another language; null ends that. */
  public static void answerIn(Locale asker) {
    if (asker == null) {
      ASKER.remove();
    } else {
      ASKER.set(asker);
    }
  }

  /** The languages that there are texts in: English, and each that has a file of its own. */
  public static List<Locale> languages() {
    List<Locale> languages = new ArrayList<>();
    for (Locale spoken : SPOKEN_IN_SWITZERLAND) {
      String file = "/" + BUNDLE.replace('.', '/') + "_" + spoken.getLanguage() + ".properties";
      if (Messages.class.getResource(file) != null) {
        languages.add(spoken);
      }
    }
    languages.add(Locale.ENGLISH);
    return languages;
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
        ASKER.get() == null ? language : ASKER.get(),
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
