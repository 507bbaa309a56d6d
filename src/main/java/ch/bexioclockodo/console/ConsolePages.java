package ch.bexioclockodo.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The list of what exists in the console; a request that is not in it reaches nothing. */
final class ConsolePages {

  static final String GET = "GET";
  static final String POST = "POST";

  /** The style and the script are the same for everybody. */
  static final String ASSET = "asset";

  /**
   * Whoever comes back from bexio comes from another site, without the cookie: what lets them in is
   * that bexio knows what only we have told it.
   */
  static final String CALLBACK = "connected";

  private static final String LIVE = "/health/live";
  private static final String READY = "/health/ready";
  private static final String NUMBER = "{number}";

  private static final List<ConsolePage> ALL =
      List.of(
          page(GET, "/", "overview"),
          open(GET, "/assets/{name}", ASSET),
          open(GET, LIVE, "live"),
          open(GET, READY, "ready"),
          open(GET, "/login", "login"),
          open(POST, "/login", "enter"),
          page(POST, "/logout", "leave"),
          page(GET, "/connection", "connection"),
          page(POST, "/connection/connect", "connect"),
          open(GET, "/connection/callback", CALLBACK),
          page(POST, "/connection/disconnect", "disconnect"),
          page(POST, "/connection/check", "check"),
          page(GET, "/export", "export"),
          page(POST, "/export/preview", "preview"),
          page(GET, "/work/{number}", "work"),
          page(GET, "/plan/{number}", "plan"),
          page(GET, "/plan/{number}/rows", "plan-rows"),
          page(GET, "/plan/{number}/confirm", "confirm"),
          page(GET, "/plan/{number}/progress", "progress"),
          page(POST, "/plan/{number}/apply", "apply"),
          page(POST, "/plan/{number}/stop", "stop"),
          page(POST, "/history/{number}/undo", "undo"),
          page(GET, "/master/{name}", "master"),
          page(POST, "/master/{name}/preview", "master-preview"),
          page(POST, "/master/{name}/decide", "decide"),
          page(POST, "/master/{name}/undo", "undecide"),
          page(GET, "/history", "history"),
          page(GET, "/history/{number}", "run"),
          page(GET, "/history/{number}/rows.csv", "run-csv"),
          page(GET, "/history/{number}/report.json", "run-json"));

  private ConsolePages() {}

  /** Whether a path is one of those that a machine asks for, by whatever name it finds us. */
  static boolean isProbe(String path) {
    return path.equals(LIVE) || path.equals(READY);
  }

  /**
   * One page or order.
   *
   * @param route the end of the name of the route that makes it
   * @param open whether it is for everybody, signed in or not
   */
  record ConsolePage(String method, Pattern path, String route, boolean open) {}

  /** What a request is for, with the number or name in its path. */
  record Found(ConsolePage page, String given) {}

  static Optional<Found> find(String method, String path) {
    List<String> methods = new ArrayList<>();
    for (ConsolePage page : ALL) {
      Matcher matcher = page.path().matcher(path);
      if (matcher.matches()) {
        if (page.method().equals(method)) {
          return Optional.of(new Found(page, matcher.groupCount() > 0 ? matcher.group(1) : null));
        }
        methods.add(page.method());
      }
    }
    if (methods.isEmpty()) {
      return Optional.empty();
    }
    throw new WrongMethod();
  }

  /** The page is there, but is not asked for in this way. */
  static final class WrongMethod extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static ConsolePage page(String method, String path, String route) {
    return page(method, path, route, false);
  }

  private static ConsolePage open(String method, String path, String route) {
    return page(method, path, route, true);
  }

  private static ConsolePage page(String method, String path, String route, boolean open) {
    String pattern =
        Pattern.quote(path)
            .replace(NUMBER, "\\E(\\d{1,18})\\Q")
            .replace("{name}", "\\E([a-z.]{1,40})\\Q");
    return new ConsolePage(method, Pattern.compile(pattern), route, open);
  }
}
