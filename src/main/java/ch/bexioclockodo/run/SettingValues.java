package ch.bexioclockodo.run;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.quartz.CronExpression;

/**
 * The values of the settings by their short keys, each read as what it must be; what it is not is
 * one sentence that names the full key.
 */
final class SettingValues {

  static final String PREFIX = "bexio-clockodo.";

  private static final Map<String, String> DEFAULTS = SettingDefaults.all();

  private final Function<String, String> lookup;

  /**
   * @param lookup the value of a full key, or null when it is not set
   */
  SettingValues(Function<String, String> lookup) {
    this.lookup = lookup;
  }

  static SettingsException mistake(String key, String sentence) {
    return new SettingsException(PREFIX + key, sentence);
  }

  /** What is set, or the default; empty when there is neither. */
  String get(String key) {
    String value = lookup.apply(PREFIX + key);
    return value == null || value.isBlank() ? DEFAULTS.get(key) : value.strip();
  }

  boolean is(String key, String value) {
    return value.equals(get(key));
  }

  /** As its own type reads it, which says what is wrong. */
  <T> T parsed(String key, Function<String, T> type) {
    try {
      return type.apply(get(key));
    } catch (IllegalArgumentException wrong) {
      throw mistake(key, wrong.getMessage() + "; it is \"" + get(key) + "\"");
    }
  }

  Duration duration(String key, String example) {
    try {
      Duration duration = Duration.parse(get(key));
      if (duration.isNegative()) {
        throw new DateTimeException("negative");
      }
      return duration;
    } catch (DateTimeException wrong) {
      throw mistake(key, "\"" + get(key) + "\" is no duration; write " + example);
    }
  }

  void required(String key, String sentence) {
    if (get(key).isEmpty()) {
      throw mistake(key, sentence);
    }
  }

  void oneOf(String key, String... values) {
    if (!List.of(values).contains(get(key))) {
      throw mistake(key, "must be " + String.join(" or ", values) + "; it is \"" + get(key) + "\"");
    }
  }

  void number(String key, int least, int most) {
    String text = get(key);
    if (!text.matches("\\d{1,9}")
        || Integer.parseInt(text) < least
        || Integer.parseInt(text) > most) {
      throw mistake(
          key, "must be a number from " + least + " to " + most + "; it is \"" + text + "\"");
    }
  }

  /** Nothing is said of the value, which may be a secret. */
  void plain(String key) {
    if (get(key).chars().anyMatch(character -> character <= ' ' || character > '~')) {
      throw mistake(key, "holds a blank or a character that it cannot have; copy it once more");
    }
  }

  void url(String key) {
    try {
      URI uri = new URI(get(key));
      if (!("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
          || uri.getHost() == null) {
        throw mistake(key, "\"" + get(key) + "\" is no address; it begins with https://");
      }
      if (get(key).endsWith("/")) {
        throw mistake(key, "\"" + get(key) + "\" must not end with a slash");
      }
    } catch (URISyntaxException wrong) {
      throw mistake(key, "\"" + get(key) + "\" is no address; it begins with https://");
    }
  }

  void cron(String key) {
    String cron = get(key);
    if (!cron.isEmpty() && !CronExpression.isValidExpression(cron)) {
      throw mistake(
          key, "\"" + cron + "\" is no Quartz cron; \"0 30 2 * * ?\" is half past two every night");
    }
  }
}
