package ch.bexioclockodo.console;

import ch.bexioclockodo.run.Settings;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The names under which the console is at home; whoever calls it otherwise is refused. */
public final class ConsoleAddress {

  /** Where the standalone application mounts the console. */
  public static final String BASE = "/bexio-clockodo";

  /** Where bexio sends people back to. */
  public static final String CALLBACK = BASE + "/connection/callback";

  private static final int USUAL_PORT = 80;

  private final int port;
  private final Set<String> origins = new LinkedHashSet<>();

  public ConsoleAddress(Settings settings) {
    port = settings.httpPort();
    List<String> names = List.of("localhost", "127.0.0.1", "[::1]", literal(settings.httpBind()));
    for (String name : names) {
      origins.add("http://" + name + ":" + port);
      if (port == USUAL_PORT) {
        // Browsers leave it out.
        origins.add("http://" + name);
      }
    }
    if (!settings.httpUrl().isEmpty()) {
      origins.add(settings.httpUrl().toLowerCase(Locale.ROOT));
    }
  }

  boolean isOwn(String host) {
    return host != null
        && origins.stream().anyMatch(own -> host.equals(own.substring(own.indexOf("//") + 2)));
  }

  /** A browser names the origin of each order; one without can only come from another program. */
  boolean isOwnOrigin(String origin) {
    return origin != null && origins.contains(origin);
  }

  /** The one address that bexio sends back to; it stands in the app at developer.bexio.com. */
  public URI callback() {
    return URI.create("http://localhost:" + port + CALLBACK);
  }

  /** Where a person on this machine finds the console. */
  public URI home() {
    return URI.create("http://localhost:" + port + BASE + "/");
  }

  private static String literal(String bind) {
    String name = bind.toLowerCase(Locale.ROOT);
    return name.contains(":") && !name.startsWith("[") ? "[" + name + "]" : name;
  }
}
