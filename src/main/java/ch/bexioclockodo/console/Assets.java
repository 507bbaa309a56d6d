package ch.bexioclockodo.console;

import ch.bexioclockodo.run.Messages;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.apache.camel.Variable;

/** The style and the script of the pages; nothing else of the class path can be asked for. */
public final class Assets {

  private static final Map<String, Asset> ALL =
      Map.of(
          "console.css",
          new Asset("/bexio-clockodo/console/console.css", "text/css; charset=utf-8"),
          "icon.svg",
          new Asset("/bexio-clockodo/console/icon.svg", "image/svg+xml"),
          "htmx.js",
          new Asset(
              "/META-INF/resources/webjars/htmx.org/2.0.10/dist/htmx.min.js",
              "text/javascript; charset=utf-8"));

  private record Asset(String resource, String type) {}

  /** Gives the one that the path names. */
  public void give(@Variable(Entrance.VISIT) Visit visit) throws IOException {
    Asset asset = ALL.get(visit.given());
    if (asset == null) {
      throw new Refused(Refused.NOT_FOUND, Messages.text("page.unknown"));
    }
    try (InputStream content = Assets.class.getResourceAsStream(asset.resource())) {
      visit.give(
          asset.type(), content.readAllBytes(), Map.of("Cache-Control", "private, max-age=3600"));
    }
  }
}
