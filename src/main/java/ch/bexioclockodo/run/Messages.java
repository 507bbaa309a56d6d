package ch.bexioclockodo.run;

import ch.bexioclockodo.plan.Reason;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * Sentences for people, in English or German; the language is the process's, chosen once by {@code
 * --lang}.
 */
public final class Messages {

  private static final String BUNDLE = "bexio-clockodo.messages";
  private static volatile Locale language = Locale.ENGLISH;

  private Messages() {}

  public static void language(Locale chosen) {
    language = chosen;
  }

  /** The sentence that explains a reason. */
  public static String reason(Reason reason) {
    return text("reason." + reason.code().code(), reason.args().toArray());
  }

  public static String text(String key, Object... args) {
    ResourceBundle bundle =
        ResourceBundle.getBundle(
            BUNDLE,
            language,
            Messages.class.getClassLoader(),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    // As text: a number would be grouped, and "plan 1,234" is none that can be asked for.
    Object[] texts = Arrays.stream(args).map(String::valueOf).toArray();
    return new MessageFormat(bundle.getString(key), Locale.ROOT).format(texts);
  }
}
