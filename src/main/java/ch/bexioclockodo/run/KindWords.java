package ch.bexioclockodo.run;

import ch.bexioclockodo.link.LinkKind;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What people call the kinds of links: their own words, and {@code service} for what services are
 * made from.
 */
public final class KindWords {

  private static final String SERVICE = "service";
  private static final String SERVICES_FROM = "bexio-clockodo.import.services-from";

  private KindWords() {}

  /** What a service is in bexio, as the settings say. */
  public static LinkKind ofServices(Settings settings) {
    String from = settings.effective().get(SERVICES_FROM);
    return switch (from) {
      case "activities" -> LinkKind.ACTIVITY;
      case "items" -> LinkKind.ITEM;
      default ->
          throw new SettingsException(
              SERVICES_FROM, "must be activities or items; it is \"" + from + "\"");
    };
  }

  /**
   * @param services what a service is in bexio
   */
  public static Optional<LinkKind> of(String word, LinkKind services) {
    return SERVICE.equals(word)
        ? Optional.of(services)
        : Arrays.stream(LinkKind.values()).filter(kind -> kind.word().equals(word)).findFirst();
  }

  /** The sentence about a word that is none. */
  public static String unknown(String word) {
    String words =
        Arrays.stream(LinkKind.values()).map(LinkKind::word).collect(Collectors.joining(", "));
    return Messages.text("cli.links.unknown-kind", word, words + ", " + SERVICE);
  }
}
