package ch.bexioclockodo.bench;

import static ch.bexioclockodo.bench.GeneratedMonth.CUSTOMER;
import static ch.bexioclockodo.bench.GeneratedMonth.CUSTOMERS;
import static ch.bexioclockodo.bench.GeneratedMonth.PROJECT;
import static ch.bexioclockodo.bench.GeneratedMonth.PROJECTS;
import static ch.bexioclockodo.bench.GeneratedMonth.SERVICE;
import static ch.bexioclockodo.bench.GeneratedMonth.SERVICES;
import static ch.bexioclockodo.bench.GeneratedMonth.USER;
import static ch.bexioclockodo.bench.GeneratedMonth.USERS;

import ch.bexioclockodo.link.Link;
import ch.bexioclockodo.link.LinkKind;
import ch.bexioclockodo.link.LinkStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The master data behind the generated entries, in both systems, and the links between them. */
final class GeneratedLists {

  private static final int BEXIO_CUSTOMER = 1;
  private static final int BEXIO_PROJECT = 101;
  private static final int BEXIO_ACTIVITY = 1;
  private static final int BEXIO_USER = 11;

  private GeneratedLists() {}

  /** The rows of a list of clockodo, or null when it is none of these. */
  static List<String> ofClockodo(String path) {
    return switch (path) {
      case "/v3/customers" -> rows(CUSTOMERS, i -> clockodo(CUSTOMER + i, "Kunde " + i, ""));
      case "/v4/projects" ->
          rows(
              PROJECTS,
              i ->
                  clockodo(
                      PROJECT + i,
                      "Projekt " + i,
                      ",\"customers_id\":" + (CUSTOMER + i % CUSTOMERS)));
      case "/v4/services" -> rows(SERVICES, i -> clockodo(SERVICE + i, "Leistung " + i, ""));
      case "/v3/users" ->
          rows(
              USERS,
              i ->
                  clockodo(
                      USER + i,
                      "Mitarbeiter " + i,
                      ",\"role\":\"owner\",\"email\":\"m" + i + "@example.com\""));
      default -> null;
    };
  }

  /** The rows of a list of bexio, in order of id, or null when it is none of these. */
  static List<String> ofBexio(String path) {
    return switch (path) {
      case "/2.0/pr_project" ->
          rows(
              PROJECTS,
              i ->
                  String.format(
                      "{\"id\":%d,\"nr\":\"%d\",\"name\":\"Projekt %d\",\"contact_id\":%d,"
                          + "\"contact_sub_id\":null,\"pr_state_id\":2}",
                      BEXIO_PROJECT + i, i, i, BEXIO_CUSTOMER + i % CUSTOMERS));
      case "/2.0/client_service" ->
          rows(
              SERVICES,
              i -> "{\"id\":" + (BEXIO_ACTIVITY + i) + ",\"name\":\"Leistung " + i + "\"}");
      case "/3.0/users" ->
          rows(
              USERS,
              i ->
                  String.format(
                      "{\"id\":%d,\"firstname\":\"Mitarbeiter\",\"lastname\":\"%d\",\"email\":\"m%d@example.com\"}",
                      BEXIO_USER + i, i, i));
      case "/3.0/fictional_users" -> List.of();
      default -> null;
    };
  }

  /** Stores the links, as an import would have. */
  static void link(Connection database, Instant now) throws SQLException {
    List<Link> links = new ArrayList<>();
    add(links, LinkKind.CUSTOMER, CUSTOMERS, BEXIO_CUSTOMER, CUSTOMER, "Kunde ");
    add(links, LinkKind.PROJECT, PROJECTS, BEXIO_PROJECT, PROJECT, "Projekt ");
    add(links, LinkKind.ACTIVITY, SERVICES, BEXIO_ACTIVITY, SERVICE, "Leistung ");
    add(links, LinkKind.USER, USERS, BEXIO_USER, USER, "Mitarbeiter ");
    for (Link link : links) {
      LinkStore.add(database, "default", link, null, now);
    }
  }

  private static void add(
      List<Link> links, LinkKind kind, int count, long bexio, long clockodo, String name) {
    for (int i = 0; i < count; i++) {
      links.add(new Link(kind, bexio + i, clockodo + i, name + i, name + i));
    }
  }

  private static String clockodo(long id, String name, String more) {
    return "{\"id\":" + id + ",\"name\":\"" + name + "\",\"active\":true" + more + "}";
  }

  private static List<String> rows(int count, IntFunction<String> row) {
    return IntStream.range(0, count).mapToObj(row).collect(Collectors.toList());
  }
}
