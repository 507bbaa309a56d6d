package ch.bexioclockodo.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Random;

/** The ordinary days of the company: what its people recorded from February to November 2026. */
final class CompanyEntries {

  /** A project that people work on; linked ones come first and often. */
  private record Work(int customer, Integer project, int weight, List<Integer> services) {}

  private static final LocalDate FIRST = LocalDate.of(2026, 2, 2);
  private static final LocalDate LAST = LocalDate.of(2026, 11, 19);

  /** Invoiced up to here, so clockodo shows these entries as billed. */
  private static final LocalDate BILLED_UNTIL = LocalDate.of(2026, 6, 30);

  private static final LocalDate BEAT_LEFT = LocalDate.of(2026, 5, 29);

  private static final List<Integer> USERS = List.of(3101, 3102, 3103, 3104, 3105, 3106, 3108);
  private static final int BEAT = 3108;
  private static final int ADMINISTRATION = 7106;

  private static final List<LocalDate> HOLIDAYS =
      List.of(
          LocalDate.of(2026, 4, 3),
          LocalDate.of(2026, 4, 6),
          LocalDate.of(2026, 5, 1),
          LocalDate.of(2026, 5, 14),
          LocalDate.of(2026, 5, 25));

  private static final List<Work> WORKS =
      List.of(
          new Work(40101, 50101, 16, List.of(7101, 7102, 7104, 7105)),
          new Work(40101, 50102, 10, List.of(7102, 7103, 7105)),
          new Work(40102, 50103, 14, List.of(7102, 7103, 7104)),
          new Work(40103, 50105, 12, List.of(7103, 7104, 7105)),
          new Work(40104, 50106, 14, List.of(7101, 7102, 7103)),
          new Work(40105, 50108, 10, List.of(7101, 7102, 7105)),
          new Work(40106, 50109, 9, List.of(7102, 7104)),
          new Work(40107, 50110, 10, List.of(7102, 7104, 7105)),
          new Work(40104, 50107, 1, List.of(7102)),
          new Work(40109, 50112, 1, List.of(7102, 7105)),
          new Work(40102, null, 1, List.of(7105)),
          new Work(40111, 50115, 2, List.of(ADMINISTRATION)));

  private static final List<String> TEXTS =
      List.of(
          "Ausführungspläne 1. OG",
          "Besprechung mit Bauherrschaft",
          "Bewehrungspläne Decke über EG",
          "Coordination avec l'architecte",
          "Fundation: Nachweise überprüft",
          "Kontrolle Baustelle",
          "Kostenschätzung ±15 %",
          "Leistungsverzeichnis",
          "Offertvergleich Baumeister",
          "Plans d'exécution, détails façade",
          "Protokoll Bausitzung",
          "Prüfung Werkstattpläne",
          "Rückfragen Unternehmer",
          "Statische Vorbemessung",
          "Terminplan nachgeführt");

  private CompanyEntries() {}

  static void fill(SandboxSide clockodo, long seed) {
    Table entries = clockodo.table("entries");
    Random random = new Random(seed);
    for (LocalDate day = FIRST; !day.isAfter(LAST); day = day.plusDays(1)) {
      boolean weekend = day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0;
      if (weekend || HOLIDAYS.contains(day)) {
        continue;
      }
      for (int user : USERS) {
        boolean gone = user == BEAT && day.isAfter(BEAT_LEFT);
        if (!gone && random.nextInt(100) < 82) {
          fillDay(entries, random, day, user);
        }
      }
    }
  }

  private static void fillDay(Table entries, Random random, LocalDate day, int user) {
    LocalDateTime start = day.atTime(7, 0).plusMinutes(15L * random.nextInt(7));
    int count = 2 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      int minutes = 30 + 15 * random.nextInt(9) + (random.nextInt(6) == 0 ? 5 : 0);
      boolean clocked = random.nextInt(12) == 0;
      Instant since = start.atZone(World.COMPANY_ZONE).toInstant();
      Instant until = since.plus(Duration.ofMinutes(minutes));
      Work work = work(random);
      int service = work.services().get(random.nextInt(work.services().size()));
      String text = TEXTS.get(random.nextInt(TEXTS.size()));
      ObjectNode row =
          EntryRows.time(user, work.customer(), work.project(), service, since, until, text);
      row.put("billable", billable(random, service, day));
      if (clocked) {
        row.put("clocked", true).put("time_clocked_since", ClockodoTime.format(since));
      }
      entries.insert(row);
      start = start.plusMinutes(minutes + (i == 1 ? 45L : 0L));
    }
  }

  private static int billable(Random random, int service, LocalDate day) {
    boolean free = service == ADMINISTRATION || random.nextInt(40) == 0;
    return free ? 0 : day.isAfter(BILLED_UNTIL) ? 1 : 2;
  }

  private static Work work(Random random) {
    int drawn = random.nextInt(WORKS.stream().mapToInt(Work::weight).sum());
    for (Work work : WORKS) {
      drawn -= work.weight();
      if (drawn < 0) {
        return work;
      }
    }
    throw new IllegalStateException("weights do not add up");
  }
}
