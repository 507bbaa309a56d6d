package ch.bexioclockodo.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Much master data on bexio's side only, {@code bexio.md} §3 to §5 and §8, with unique names. */
final class BulkMasterData {

  private static final DateTimeFormatter WALL_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  private static final int SECONDS_OF_FIVE_YEARS = 5 * 365 * 24 * 3600;
  private static final int FIRST_CONTACT = 11;

  private static final List<String> TRADES =
      List.of("Holzbau", "Immobilien", "Treuhand", "Garage", "Metallbau", "Praxis", "Gärtnerei");
  private static final List<String> LEGAL_FORMS = List.of("AG", "GmbH", "SA", "Sàrl", "& Co.");
  private static final List<String> LAST_NAMES =
      List.of("Müller", "Meier", "Brunner", "Favre", "Rossi", "Gächter", "Zürcher", "Novák");
  private static final List<String> FIRST_NAMES =
      List.of("Anna", "Beat", "Chantal", "Dario", "Élise", "Fritz", "Gianna", "Hans-Peter");
  private static final List<String> TOWNS =
      List.of("Zürich", "Genève", "Bern", "Lugano", "Chur", "Küsnacht ZH", "Neuchâtel");
  private static final List<String> WORKS =
      List.of("Umbau", "Neubau", "Sanierung", "Gutachten", "Bauleitung", "Wettbewerb");

  private final SandboxSide bexio;
  private final Random random;
  private final LocalDateTime now;

  BulkMasterData(SandboxSide bexio, long seed, Instant now) {
    this.bexio = bexio;
    this.random = new Random(seed);
    this.now = LocalDateTime.ofInstant(now, World.COMPANY_ZONE);
  }

  void fill(int contacts, int projects, int services) {
    if (projects > 0 && contacts == 0) {
      throw new IllegalArgumentException("Projects need a contact");
    }
    for (int i = 0; i < contacts; i++) {
      bexio.table("contact").insert(contact(FIRST_CONTACT + i));
    }
    for (int i = 0; i < projects; i++) {
      int contact = FIRST_CONTACT + random.nextInt(Math.min(projects, contacts));
      bexio.table("pr_project").insert(project(i + 1, contact));
    }
    for (int i = 1; i <= services; i++) {
      bexio.table("client_service").insert(activity(i));
      bexio.table("article").insert(item(i));
    }
  }

  /** The id is part of the name, so names stay unique however somebody normalises them. */
  private ObjectNode contact(int id) {
    String town = one(TOWNS);
    ObjectNode row =
        Json.object(
            "id",
            id,
            "nr",
            String.format("%06d", id),
            "city",
            town,
            "mail",
            "kontakt" + id + "@firma.example",
            "updated_at",
            WALL_TIME.format(now.minusSeconds(random.nextInt(SECONDS_OF_FIVE_YEARS))));
    if (random.nextInt(5) == 0) {
      return row.put("contact_type_id", 2)
          .put("name_1", one(LAST_NAMES) + "-" + id)
          .put("name_2", one(FIRST_NAMES));
    }
    return row.put("contact_type_id", 1)
        .put("name_1", one(TRADES) + " " + town + " " + id + " " + one(LEGAL_FORMS));
  }

  private ObjectNode project(int number, int contact) {
    String nr = String.format("%06d", number);
    ObjectNode row =
        Json.object(
            "nr",
            nr,
            "uuid",
            UUID.nameUUIDFromBytes(nr.getBytes(StandardCharsets.UTF_8)).toString(),
            "name",
            one(WORKS) + " " + one(TOWNS) + " " + number,
            "contact_id",
            contact,
            "pr_state_id",
            1 + random.nextInt(2),
            "pr_project_type_id",
            1 + random.nextInt(2));
    if (random.nextInt(3) == 0) {
      row.put("pr_budget_type_id", 1 + random.nextInt(2))
          .put("pr_budget_type_amount", String.valueOf(100 * (1 + random.nextInt(500))));
    }
    if (random.nextInt(4) == 0) {
      row.put("comment", "Bemerkung zu " + nr + "\nund eine zweite Zeile");
    }
    if (random.nextInt(2) == 0) {
      LocalDateTime start = now.toLocalDate().minusDays(random.nextInt(1000)).atStartOfDay();
      row.put("start_date", WALL_TIME.format(start));
      if (random.nextInt(2) == 0) {
        row.put("end_date", WALL_TIME.format(start.plusDays(random.nextInt(700))));
      }
    }
    return row;
  }

  private ObjectNode activity(int number) {
    return Json.object(
        "name",
        "Tätigkeit " + number,
        "default_is_billable",
        random.nextInt(5) > 0,
        "default_price_per_hour",
        random.nextInt(3) == 0 ? null : String.valueOf(90 + 5 * random.nextInt(30)));
  }

  private ObjectNode item(int number) {
    return Json.object(
        "intern_code",
        String.format("P-%04d", number),
        "intern_name",
        "Produkt " + number,
        "sale_price",
        String.valueOf(1 + random.nextInt(400)));
  }

  private String one(List<String> values) {
    return values.get(random.nextInt(values.size()));
  }
}
