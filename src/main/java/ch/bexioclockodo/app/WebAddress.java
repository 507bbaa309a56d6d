package ch.bexioclockodo.app;

import ch.bexioclockodo.run.Settings;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The names under which the pages are at home; whoever calls them otherwise is refused. */
final class WebAddress {

  private static final int USUAL_PORT = 80;

  private final int port;
  private final Set<String> hosts = new LinkedHashSet<>();

  WebAddress(Settings settings) {
    port = settings.httpPort();
    hosts.add("localhost:" + port);
    hosts.add("127.0.0.1:" + port);
    hosts.add("[::1]:" + port);
    hosts.add(settings.httpBind() + ":" + port);
    if (port == USUAL_PORT) {
      // Browsers leave it out.
      hosts.addAll(List.of("localhost", "127.0.0.1", "[::1]", settings.httpBind()));
    }
  }

  boolean isOwn(String host) {
    return host != null && hosts.contains(host);
  }

  /** A browser names the origin of each order; one without can only come from another program. */
  boolean isOwnOrigin(String origin) {
    return origin != null && origin.startsWith("http://") && isOwn(origin.substring(7));
  }

  /** The one address that bexio sends back to; it stands in the app at developer.bexio.com. */
  URI callback() {
    return URI.create("http://localhost:" + port + ConnectionPages.CALLBACK);
  }

  URI page() {
    return URI.create("http://localhost:" + port + ConnectionPages.PATH);
  }
}
