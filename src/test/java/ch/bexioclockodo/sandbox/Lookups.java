package ch.bexioclockodo.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Random;

/** What every account has: lists, the company profile, one administrator on both sides. */
final class Lookups {

  /** The recorded profile was about 22 kB, nearly all of it the logo. */
  private static final int LOGO_BYTES = 16_000;

  private Lookups() {}

  static void fill(SandboxSide bexio, SandboxSide clockodo) {
    insert(Json.resource("lookups.json"), bexio, clockodo);
    byte[] logo = new byte[LOGO_BYTES];
    new Random(1).nextBytes(logo);
    String base64 = new String(Base64.getEncoder().encode(logo), StandardCharsets.US_ASCII);
    bexio.table("company_profile").update(1, Json.object("logo_base64", base64));
  }

  /** Rows by side and table. */
  static void insert(ObjectNode data, SandboxSide... sides) {
    for (SandboxSide side : sides) {
      for (Map.Entry<String, JsonNode> table : data.path(side.name()).properties()) {
        for (JsonNode row : table.getValue()) {
          side.table(table.getKey()).insert((ObjectNode) row);
        }
      }
    }
  }
}
