package ch.bexioclockodo.bench;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;

/** So many clockodo entries in one month, each computed from its number: nothing is kept. */
final class GeneratedMonth {

  static final int CUSTOMERS = 20;
  static final int PROJECTS = 40;
  static final int SERVICES = 5;
  static final int USERS = 10;

  static final long CUSTOMER = 40_001;
  static final long PROJECT = 50_001;
  static final long SERVICE = 7_001;
  static final long USER = 3_001;

  private static final int MOST_IN_A_MONTH = 2_000_000;
  private static final int DAYS = 28;
  private static final int FIRST_YEAR = 2010;

  private final YearMonth month;
  private final int count;

  GeneratedMonth(YearMonth month, int count) {
    this.month = month;
    this.count = count;
  }

  /** The month that a query of the connector means, whose window begins a day earlier. */
  static GeneratedMonth around(Instant since, int count) {
    return new GeneratedMonth(
        YearMonth.from(since.plusSeconds(36 * 3600).atOffset(ZoneOffset.UTC)), count);
  }

  int count() {
    return count;
  }

  private static int user(int i) {
    return i % USERS;
  }

  private static int project(int i) {
    return i / USERS % PROJECTS;
  }

  private static int service(int i) {
    return (project(i) + user(i)) % SERVICES;
  }

  private static int seconds(int i) {
    return 900 * (1 + i % 4);
  }

  /** One page of {@code GET /v2/entries}, numbered from 1. */
  String page(int page, int items) {
    StringBuilder json = new StringBuilder(items * 500);
    json.append("{\"paging\":{\"items_per_page\":").append(items);
    json.append(",\"current_page\":").append(page);
    json.append(",\"count_pages\":").append((count + items - 1) / items);
    json.append(",\"count_items\":").append(count).append("},\"entries\":[");
    int end = Math.min(count, page * items);
    for (int i = (page - 1) * items; i < end; i++) {
      entry(json, i);
      json.append(i + 1 < end ? "," : "");
    }
    return json.append("]}").toString();
  }

  private void entry(StringBuilder json, int i) {
    long months = (month.getYear() - FIRST_YEAR) * 12L + month.getMonthValue();
    Instant since =
        month
            .atDay(1 + i % DAYS)
            .atTime(6, 0)
            .plusSeconds(i / DAYS % 36_000)
            .toInstant(ZoneOffset.UTC);
    Instant until = since.plusSeconds(seconds(i));
    json.append("{\"id\":").append(months * MOST_IN_A_MONTH + i + 1);
    json.append(",\"type\":1,\"customers_id\":").append(CUSTOMER + project(i) % CUSTOMERS);
    json.append(",\"projects_id\":").append(PROJECT + project(i));
    json.append(",\"subprojects_id\":null,\"services_id\":").append(SERVICE + service(i));
    json.append(",\"users_id\":").append(USER + user(i));
    json.append(",\"billable\":1,\"texts_id\":").append(800_000 + i);
    json.append(",\"text\":\"Ausführungsplanung, Geschoss ").append(i % 9);
    json.append(", Aufgabe ").append(i).append("\",\"time_since\":\"").append(since);
    json.append("\",\"time_until\":\"").append(until);
    json.append("\",\"duration\":").append(seconds(i));
    json.append(",\"clocked\":false,\"clocked_offline\":false,\"time_clocked_since\":null");
    json.append(",\"time_insert\":\"").append(until);
    json.append("\",\"time_last_change\":\"").append(until);
    json.append("\",\"time_last_change_work_time\":\"").append(until);
    json.append("\",\"test_data\":false,\"customers_name\":\"Kunde ");
    json.append(project(i) % CUSTOMERS).append("\",\"projects_name\":\"Projekt ");
    json.append(project(i)).append("\"}");
  }

  /** The report, grouped by customer, project, service and user. */
  String report() {
    long[][] sums = new long[PROJECTS][USERS];
    for (int i = 0; i < count; i++) {
      sums[project(i)][user(i)] += seconds(i);
    }
    StringBuilder json = new StringBuilder("{\"groups\":[");
    for (int customer = 0; customer < CUSTOMERS; customer++) {
      StringBuilder projects = new StringBuilder();
      long total = 0;
      for (int project = customer; project < PROJECTS; project += CUSTOMERS) {
        total += project(projects, project, sums[project]);
      }
      group(json, "customers_id", CUSTOMER + customer, "Kunde " + customer, total, projects);
    }
    return json.append("]}").toString();
  }

  private static long project(StringBuilder json, int project, long[] byUser) {
    StringBuilder services = new StringBuilder();
    long total = 0;
    for (int service = 0; service < SERVICES; service++) {
      StringBuilder users = new StringBuilder();
      long ofService = 0;
      for (int user = 0; user < USERS; user++) {
        if ((project + user) % SERVICES == service) {
          ofService += byUser[user];
          group(users, "users_id", USER + user, "Mitarbeiter " + user, byUser[user], null);
        }
      }
      total += ofService;
      group(services, "services_id", SERVICE + service, "Leistung " + service, ofService, users);
    }
    group(json, "projects_id", PROJECT + project, "Projekt " + project, total, services);
    return total;
  }

  private static void group(
      StringBuilder json, String by, long id, String name, long seconds, StringBuilder below) {
    if (seconds == 0) {
      return;
    }
    json.append(json.length() > 0 && json.charAt(json.length() - 1) == '}' ? "," : "");
    json.append("{\"grouped_by\":\"").append(by).append("\",\"group\":\"").append(id);
    json.append("\",\"name\":\"").append(name).append("\",\"duration\":").append(seconds);
    if (below != null) {
      json.append(",\"sub_groups\":[").append(below).append(']');
    }
    json.append('}');
  }
}
