package ch.bexioclockodo.sandbox;

import static ch.bexioclockodo.sandbox.EntryRows.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Entries with which exporters go wrong, under fixed ids: 80001 to 80099 in and around September
 * 2026, 80101 to 80199 in the two nights of changing clocks, 80201 the one that runs now.
 */
final class CompanySpecials {

  private static final int NADIA = 3101;
  private static final int RETO = 3102;
  private static final int ANNA = 3103;
  private static final int MARC = 3104;
  private static final int JANA = 3107;
  private static final int PROJECT_MANAGEMENT = 7101;
  private static final int PLANNING = 7102;
  private static final int SITE = 7103;
  private static final int MEETING = 7105;
  private static final int SURVEYING = 7107;

  private final Table entries;

  private CompanySpecials(Table entries) {
    this.entries = entries;
  }

  static void fill(SandboxSide clockodo, Instant now) {
    CompanySpecials specials = new CompanySpecials(clockodo.table("entries"));
    specials.twins();
    specials.borders();
    specials.lengths();
    specials.lumpSums();
    specials.masterData();
    specials.texts();
    specials.springNight();
    specials.autumnNight();
    specials.running(now);
  }

  private void twins() {
    for (int id = 80001; id <= 80002; id++) {
      at(
          id,
          RETO,
          40104,
          50106,
          PLANNING,
          "2026-09-03T14:00:00",
          "2026-09-03T15:00:00",
          "Baubesprechung");
    }
    for (int id = 80003; id <= 80005; id++) {
      at(
          id,
          ANNA,
          40102,
          50103,
          MEETING,
          "2026-09-10T09:00:00",
          "2026-09-10T09:30:00",
          "Koordination Werkleitungen");
    }
  }

  /** Across midnight and at the borders of the month. */
  private void borders() {
    at(
        80006,
        MARC,
        40103,
        50105,
        SITE,
        "2026-09-16T22:30:00",
        "2026-09-17T01:15:00",
        "Nachtbetonage Etappe 4");
    at(
        80007,
        MARC,
        40103,
        50105,
        SITE,
        "2026-08-31T23:00:00",
        "2026-09-01T01:00:00",
        "Nachtbetonage Etappe 1");
    at(
        80008,
        MARC,
        40103,
        50105,
        SITE,
        "2026-09-30T23:30:00",
        "2026-10-01T00:45:00",
        "Nachtbetonage Etappe 7");
    at(
        80009,
        MARC,
        40103,
        50105,
        SITE,
        "2026-09-01T01:00:00",
        "2026-09-01T01:30:00",
        "Abschluss Etappe 1");
    at(
        80010,
        RETO,
        40101,
        50101,
        PLANNING,
        "2026-09-01T00:00:00",
        "2026-09-01T00:30:00",
        "Beginnt mit dem September");
    at(
        80011,
        RETO,
        40101,
        50101,
        PLANNING,
        "2026-10-01T00:00:00",
        "2026-10-01T00:30:00",
        "Beginnt mit dem Oktober");
    at(
        80012,
        RETO,
        40101,
        50101,
        PLANNING,
        "2026-02-28T23:45:00",
        "2026-03-01T00:15:00",
        "Über das Monatsende");
  }

  /** Seconds, no length, and a duration that is not end minus start. */
  private void lengths() {
    at(
        80013,
        ANNA,
        40107,
        50110,
        PLANNING,
        "2026-09-08T08:03:17",
        "2026-09-08T09:47:52",
        "Messreihe ausgewertet");
    change(80013, "clocked", true, "time_clocked_since", "2026-09-08T06:03:17Z");
    at(
        80014,
        ANNA,
        40107,
        50110,
        PLANNING,
        "2026-09-09T10:00:00",
        "2026-09-09T10:00:00",
        "Irrtümlich gestartet");
    at(
        80015,
        MARC,
        40105,
        50108,
        MEETING,
        "2026-09-11T13:00:00",
        "2026-09-11T15:00:00",
        "Séance de chantier, pause déduite");
    change(80015, "duration", 5400);
    at(
        80016,
        NADIA,
        40101,
        50102,
        PROJECT_MANAGEMENT,
        "2026-09-18T08:00:00",
        "2026-09-19T10:00:00",
        "Uhr nicht gestoppt");
  }

  private void lumpSums() {
    at(
        80017,
        RETO,
        40104,
        50106,
        PLANNING,
        "2026-09-14T10:00:00",
        "2026-09-14T10:00:00",
        "Pauschale Baugesuch");
    lumpSum(80017, Json.object("type", 2, "lumpsum", 450));
    at(80018, RETO, 40102, null, PLANNING, "2026-09-15T08:00:00", "2026-09-15T08:00:00", null);
    lumpSum(
        80018, Json.object("type", 3, "lumpsum_services_id", 8101, "lumpsum_services_amount", 84));
    at(
        80019,
        ANNA,
        40107,
        50110,
        PLANNING,
        "2026-09-22T08:00:00",
        "2026-09-22T08:00:00",
        "Pläne Einreichung");
    lumpSum(
        80019, Json.object("type", 3, "lumpsum_services_id", 8102, "lumpsum_services_amount", 2.5));
    change(80019, "billable", 2);
  }

  private void masterData() {
    at(
        80020,
        ANNA,
        40102,
        null,
        PLANNING,
        "2026-09-04T13:00:00",
        "2026-09-04T14:00:00",
        "Ohne Projekt erfasst");
    at(
        80021,
        RETO,
        40109,
        50112,
        PLANNING,
        "2026-09-07T08:00:00",
        "2026-09-07T10:30:00",
        "Kunde fehlt in bexio");
    at(
        80022,
        RETO,
        40101,
        50113,
        PLANNING,
        "2026-09-07T13:00:00",
        "2026-09-07T14:00:00",
        "Projekt fehlt in bexio");
    at(
        80023,
        JANA,
        40101,
        50101,
        PLANNING,
        "2026-09-08T08:00:00",
        "2026-09-08T12:00:00",
        "Absteckung Achsen");
    at(
        80024,
        JANA,
        40102,
        50103,
        SURVEYING,
        "2026-09-09T08:00:00",
        "2026-09-09T11:30:00",
        "Leistung und Benutzerin fehlen in bexio");
    at(
        80025,
        ANNA,
        40102,
        50103,
        SURVEYING,
        "2026-09-09T13:00:00",
        "2026-09-09T14:30:00",
        "Leistung fehlt in bexio");
    at(
        80026,
        RETO,
        40101,
        50101,
        PLANNING,
        "2026-09-02T16:00:00",
        "2026-09-02T17:00:00",
        "Bereits verrechnet");
    change(80026, "billable", 2);
    at(
        80027,
        RETO,
        40101,
        50101,
        MEETING,
        "2026-09-02T17:00:00",
        "2026-09-02T17:30:00",
        "Nicht verrechenbar");
    change(80027, "billable", 0);
    at(
        80028,
        NADIA,
        40110,
        50114,
        PLANNING,
        "2026-09-21T09:00:00",
        "2026-09-21T10:00:00",
        "Inaktiver Kunde, archivierter Kontakt");
    at(
        80029,
        ANNA,
        40102,
        50104,
        PLANNING,
        "2026-09-21T10:00:00",
        "2026-09-21T11:00:00",
        "Inaktives Projekt");
    at(
        80030,
        NADIA,
        40104,
        50107,
        PLANNING,
        "2026-09-21T13:00:00",
        "2026-09-21T17:00:00",
        "Projekt mit hartem Budget");
    at(
        80031,
        NADIA,
        40113,
        50116,
        7109,
        "2026-09-01T09:00:00",
        "2026-09-01T10:00:00",
        "Demo-Eintrag");
    change(80031, "test_data", true);
    at(
        80032,
        ANNA,
        40102,
        50103,
        SITE,
        "2026-09-23T08:00:00",
        "2026-09-23T11:00:00",
        "Unterprojekt Los 2");
    change(80032, "subprojects_id", 60102);
    at(
        80033,
        RETO,
        40108,
        50111,
        PLANNING,
        "2026-09-24T08:00:00",
        "2026-09-24T09:00:00",
        "Zwei Kontakte heissen Meier AG");
    at(
        80034,
        NADIA,
        40112,
        null,
        PLANNING,
        "2026-09-24T09:00:00",
        "2026-09-24T10:00:00",
        "Privatkundin");
  }

  private void texts() {
    text(80040, "25T08:00:00", "Réunion façade – größere Öffnung geprüft, cœur d'îlot, Ç Ñ ß");
    text(80041, "25T09:00:00", "Abnahme 👷‍♀️ in Ordnung 🏗️ 𝄞");
    text(
        80042,
        "25T10:00:00",
        "<b>Nachtrag</b> & \"Offerte\" 'v2' <script>alert(1)</script> &amp; 5 < 6");
    text(80043, "25T11:00:00", "Zeile 1\nZeile 2\r\n\tZeile 3, \\ und /");
    text(80044, "25T13:00:00", null);
    text(80045, "25T14:00:00", "Langer Text. ".repeat(160).strip());
    text(80046, "25T15:00:00", "  Leerzeichen vorn, hinten  ");
    text(80047, "25T16:00:00", "=1+1; \"Semikolon\", Komma; \u00a0geschützt");
  }

  /** 29 March 2026: 02:00 to 03:00 does not exist; the clocks jump at 01:00 UTC. */
  private void springNight() {
    utc(80101, "2026-03-29T00:15:00Z", "2026-03-29T00:45:00Z", "Vor dem Sprung");
    utc(
        80102,
        "2026-03-29T00:30:00Z",
        "2026-03-29T01:30:00Z",
        "Über den Sprung: eine Stunde, an der Wand zwei");
    utc(80103, "2026-03-29T01:00:00Z", "2026-03-29T02:00:00Z", "Beginnt mit dem Sprung");
    utc(80104, "2026-03-28T23:30:00Z", "2026-03-29T01:00:00Z", "Endet mit dem Sprung");
  }

  /** 25 October 2026: 02:00 to 03:00 comes twice; the clocks go back at 01:00 UTC. */
  private void autumnNight() {
    utc(80111, "2026-10-25T00:15:00Z", "2026-10-25T00:45:00Z", "Doppelte Stunde");
    utc(80112, "2026-10-25T01:15:00Z", "2026-10-25T01:45:00Z", "Doppelte Stunde");
    utc(80113, "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "Eine Stunde, an der Wand keine");
    utc(80114, "2026-10-25T00:45:00Z", "2026-10-25T01:15:00Z", "An der Wand rückwärts");
    utc(
        80115,
        "2026-10-24T23:30:00Z",
        "2026-10-25T02:30:00Z",
        "Über die Nacht: drei Stunden, an der Wand zwei");
  }

  /** The owner's clock, started three quarters of an hour before the sandbox. */
  private void running(Instant now) {
    Instant since = now.minus(Duration.ofMinutes(47).plusSeconds(13));
    ObjectNode row = EntryRows.time(NADIA, 40101, 50101, PROJECT_MANAGEMENT, since, since, "Läuft");
    row.putNull("time_until").putNull("duration").put("clocked", true).put("id", 80201);
    row.put("time_clocked_since", ClockodoTime.format(since));
    row.put("time_insert", ClockodoTime.format(since));
    row.put("time_last_change", ClockodoTime.format(since));
    entries.insert(row);
  }

  private void at(
      int id,
      int user,
      int customer,
      Integer project,
      int service,
      String from,
      String to,
      String text) {
    entries.insert(
        EntryRows.time(user, customer, project, service, local(from), local(to), text)
            .put("id", id)
            .put("billable", 1));
  }

  private void utc(int id, String since, String until, String text) {
    entries.insert(
        EntryRows.time(MARC, 40103, 50105, SITE, Instant.parse(since), Instant.parse(until), text)
            .put("id", id)
            .put("billable", 1));
  }

  private void text(int id, String dayAndTime, String text) {
    Instant since = local("2026-09-" + dayAndTime);
    Instant until = since.plus(Duration.ofMinutes(45));
    entries.insert(
        EntryRows.time(MARC, 40105, 50108, MEETING, since, until, text)
            .put("id", id)
            .put("billable", 1));
  }

  private void change(int id, Object... keysAndValues) {
    entries.update(id, Json.object(keysAndValues));
  }

  /** Lump sums have no duration and no clock. */
  private void lumpSum(int id, ObjectNode keys) {
    ObjectNode row = entries.get(id).deepCopy();
    row.remove(List.of("duration", "clocked", "clocked_offline", "time_clocked_since"));
    if (keys.has("lumpsum_services_id")) {
      row.remove("services_id");
    }
    row.setAll(keys);
    entries.remove(id);
    entries.insert(row);
  }
}
