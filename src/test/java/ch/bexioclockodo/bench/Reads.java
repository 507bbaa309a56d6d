package ch.bexioclockodo.bench;

import ch.bexioclockodo.plan.Json;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Answers the few reads that planning and settling need; speed does not matter here. */
final class Reads {

  private final Posted posted;

  Reads(Posted posted) {
    this.posted = posted;
  }

  /** An answer: its status, and how many rows the whole list has or -1. */
  record Read(int status, String body, int total) {}

  /**
   * @param entries how many entries each month holds
   * @param target path and query
   * @param body criteria of a search, or empty
   */
  Read read(int entries, String target, String body) {
    int question = target.indexOf('?');
    String path = question < 0 ? target : target.substring(0, question);
    Map<String, String> query = query(question < 0 ? "" : target.substring(question + 1));
    if (path.startsWith("/api/")) {
      return clockodo(entries, path.substring("/api".length()), query);
    }
    return bexio(path, query, body);
  }

  private static Read clockodo(int entries, String path, Map<String, String> query) {
    switch (path) {
      case "/v4/users/me" -> {
        return ok("{\"data\":" + GeneratedLists.ofClockodo("/v3/users").get(0) + "}");
      }
      case "/v2/entrygroups" -> {
        return ok(GeneratedMonth.around(Instant.parse(query.get("time_since")), entries).report());
      }
      case "/v2/entries" -> {
        int items = Integer.parseInt(query.get("items_per_page"));
        int page = Integer.parseInt(query.get("page"));
        return ok(
            GeneratedMonth.around(Instant.parse(query.get("time_since")), entries)
                .page(page, items));
      }
      default -> {
        List<String> rows = GeneratedLists.ofClockodo(path);
        return rows == null
            ? new Read(404, "{\"error\":{\"message\":\"no " + path + "\"}}", -1)
            : ok(
                "{\"paging\":{\"items_per_page\":1000,\"current_page\":1,\"count_pages\":1,"
                    + "\"count_items\":"
                    + rows.size()
                    + "},\"data\":["
                    + String.join(",", rows)
                    + "]}");
      }
    }
  }

  private Read bexio(String path, Map<String, String> query, String body) {
    if (path.equals("/2.0/company_profile")) {
      return ok("[{\"id\":1,\"name\":\"Limmat Ingenieure AG\",\"mail\":\"info@example.com\"}]");
    }
    if (path.matches("/2.0/timesheet/\\d+")) {
      String one = posted.byId(Long.parseLong(path.substring("/2.0/timesheet/".length())));
      return one == null
          ? new Read(404, "{\"error_code\":404,\"message\":\"The entry was not found.\"}", -1)
          : ok(one);
    }
    int offset = Integer.parseInt(query.getOrDefault("offset", "0"));
    int limit = Integer.parseInt(query.getOrDefault("limit", "500"));
    if (path.equals("/2.0/timesheet")) {
      List<String> rows = new ArrayList<>();
      for (int i = posted.size() - 1 - offset; i >= 0 && rows.size() < limit; i--) {
        rows.add(posted.at(i));
      }
      return ok("[" + String.join(",", rows) + "]");
    }
    if (path.equals("/2.0/timesheet/search")) {
      return ok(search(Json.read(body, List.class), offset, limit));
    }
    List<String> rows = GeneratedLists.ofBexio(path);
    if (rows == null) {
      return new Read(404, "{\"error_code\":404,\"message\":\"no " + path + "\"}", -1);
    }
    List<String> ordered = new ArrayList<>(rows);
    if ("id_desc".equals(query.get("order_by"))) {
      java.util.Collections.reverse(ordered);
    }
    int from = Math.min(offset, ordered.size());
    int to = Math.min(from + limit, ordered.size());
    return new Read(200, "[" + String.join(",", ordered.subList(from, to)) + "]", rows.size());
  }

  /** Newest first, with the two comparisons that the connector uses. */
  private String search(List<?> criteria, int offset, int limit) {
    List<String> rows = new ArrayList<>();
    int skipped = 0;
    for (int i = posted.size() - 1; i >= 0 && rows.size() < limit; i--) {
      Map<String, Object> row = Json.readMap(posted.at(i));
      boolean matches =
          criteria.stream()
              .map(Map.class::cast)
              .allMatch(
                  one -> {
                    long there = ((Number) row.get(String.valueOf(one.get("field")))).longValue();
                    long value = Long.parseLong(String.valueOf(one.get("value")));
                    return ">".equals(one.get("criteria")) ? there > value : there == value;
                  });
      if (matches && skipped++ >= offset) {
        rows.add(posted.at(i));
      }
    }
    return "[" + String.join(",", rows) + "]";
  }

  private static Read ok(String body) {
    return new Read(200, body, -1);
  }

  private static Map<String, String> query(String text) {
    Map<String, String> query = new HashMap<>();
    for (String pair : text.split("&")) {
      int equal = pair.indexOf('=');
      if (equal > 0) {
        query.put(
            pair.substring(0, equal),
            URLDecoder.decode(pair.substring(equal + 1), StandardCharsets.UTF_8));
      }
    }
    return query;
  }
}
