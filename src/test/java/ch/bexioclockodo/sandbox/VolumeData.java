package ch.bexioclockodo.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/** A small company of equal names on both sides, for volume: every entry is exportable. */
final class VolumeData {

  private static final int CUSTOMERS = 5;
  private static final int PROJECTS_EACH = 2;
  private static final List<String> SERVICES = List.of("Planung", "Bauleitung", "Sitzung");
  private static final int USERS = 4;
  private static final int MINUTES_OF_DAY = 12 * 60;

  private static final List<LocalDate> WEEKDAYS =
      Stream.iterate(LocalDate.of(2026, 9, 1), day -> day.plusDays(1))
          .limit(30)
          .filter(day -> day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0)
          .toList();

  private VolumeData() {}

  static void fill(SandboxSide bexio, SandboxSide clockodo, int count) {
    masterData(bexio, clockodo);
    int perUserAndDay = count / (WEEKDAYS.size() * USERS) + 1;
    for (int i = 0; i < count; i++) {
      clockodo.table("entries").insert(entry(i, perUserAndDay));
    }
  }

  private static void masterData(SandboxSide bexio, SandboxSide clockodo) {
    for (int i = 0; i < CUSTOMERS; i++) {
      String name = "Kunde " + (char) ('A' + i) + " AG";
      bexio.table("contact").insert(Json.object("id", 11 + i, "name_1", name));
      clockodo.table("customers").insert(Json.object("id", 40101 + i, "name", name));
      for (int j = 0; j < PROJECTS_EACH; j++) {
        int offset = i * PROJECTS_EACH + j;
        String project = "Projekt " + (offset + 1);
        bexio
            .table("pr_project")
            .insert(Json.object("id", 21 + offset, "name", project, "contact_id", 11 + i));
        clockodo
            .table("projects")
            .insert(Json.object("id", 50101 + offset, "name", project, "customers_id", 40101 + i));
      }
    }
    for (String service : SERVICES) {
      bexio.table("client_service").insert(Json.object("name", service));
      clockodo.table("services").insert(Json.object("name", service));
    }
    user(bexio, clockodo, "Reto", "Baumann", Sandbox.CLOCKODO_WORKER_USER);
    user(bexio, clockodo, "Kim", "Frey", "kim.frey@limmat-ingenieure.example");
    user(bexio, clockodo, "Lea", "Graf", "lea.graf@limmat-ingenieure.example");
  }

  private static void user(
      SandboxSide bexio, SandboxSide clockodo, String first, String last, String email) {
    bexio.table("user").insert(Json.object("firstname", first, "lastname", last, "email", email));
    boolean worker = email.equals(Sandbox.CLOCKODO_WORKER_USER);
    clockodo
        .table("users")
        .insert(
            Json.object(
                "name",
                first + " " + last,
                "email",
                email,
                "_api_key",
                worker ? Sandbox.CLOCKODO_WORKER_API_KEY : null));
  }

  /** Texts are unique, so that there are no twins; nobody minds that entries overlap. */
  private static ObjectNode entry(int i, int perUserAndDay) {
    int user = i % USERS;
    int day = i / USERS % WEEKDAYS.size();
    int place = i / USERS / WEEKDAYS.size();
    int minute = place * MINUTES_OF_DAY / perUserAndDay;
    Instant since =
        WEEKDAYS.get(day).atTime(7, 0).plusMinutes(minute).atZone(World.COMPANY_ZONE).toInstant();
    Instant until = since.plus(Duration.ofMinutes(5 + i * 5L % 56));
    int project = i % (CUSTOMERS * PROJECTS_EACH);
    return EntryRows.time(
            3101 + user,
            40101 + project / PROJECTS_EACH,
            50101 + project,
            7101 + i % SERVICES.size(),
            since,
            until,
            String.format("Arbeit %06d", i + 1))
        .put("billable", 1);
  }
}
