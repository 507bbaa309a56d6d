package ch.bexioclockodo.console;

import ch.bexioclockodo.run.Messages;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/** What every page needs: its language, where it is, and how things are written in Switzerland. */
record Shell(Locale language, String base, String path, String token, boolean signedIn) {

  /** An entry of the menu. */
  record Place(String text, String url, boolean here) {}

  /** A language to change to. */
  record Tongue(String code, String name, boolean here) {}

  String text(String key, Object... args) {
    return Messages.text(key, args);
  }

  String code() {
    return language.getLanguage();
  }

  /** The address of a page of the console. */
  String url(String page) {
    return base + page;
  }

  List<Place> menu() {
    return List.of(
        place("overview", "/"),
        place("export", "/export"),
        place("master", "/master/customers"),
        place("history", "/history"),
        place("connection", "/connection"));
  }

  private Place place(String name, String page) {
    String area = page.indexOf('/', 1) > 0 ? page.substring(0, page.indexOf('/', 1)) : page;
    boolean here = page.equals("/") ? path.equals("/") : path.startsWith(area);
    return new Place(text("console.menu." + name), url(page), here);
  }

  List<Tongue> tongues() {
    return Messages.languages().stream()
        .map(
            tongue ->
                new Tongue(
                    tongue.getLanguage(),
                    tongue.getDisplayLanguage(tongue),
                    tongue.equals(language)))
        .toList();
  }

  String when(Instant instant, ZoneId zone) {
    return Swiss.time(instant, zone);
  }

  String day(LocalDate date) {
    return Swiss.date(date);
  }

  String hours(long seconds) {
    return Swiss.hours(seconds);
  }

  String count(long number) {
    return Swiss.count(number);
  }
}
