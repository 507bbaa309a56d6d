package ch.bexioclockodo.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Limmat Ingenieure AG, Zürich: the master data of {@code company.json} on both sides. */
final class CompanyMasterData {

  private CompanyMasterData() {}

  static void fill(SandboxSide bexio, SandboxSide clockodo) {
    Lookups.insert(Json.resource("company.json"), bexio, clockodo);
    Table projects = bexio.table("pr_project");
    for (ObjectNode project : projects.list()) {
      int id = project.get("id").intValue();
      byte[] name = ("pr_project " + id).getBytes(StandardCharsets.UTF_8);
      projects.update(
          id,
          Json.object(
              "nr", String.format("%06d", id), "uuid", UUID.nameUUIDFromBytes(name).toString()));
    }
  }
}
