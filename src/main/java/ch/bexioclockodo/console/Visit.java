package ch.bexioclockodo.console;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One request of somebody to the console: what they ask for, in which language, and what they are
 * answered.
 */
public final class Visit {

  private static final int OK = 200;

  private final String route;
  private final String given;
  private final Map<String, String> fields;
  private final Locale language;
  private final String base;
  private final String path;
  private final Session session;
  private final boolean part;
  private int status = OK;
  private String contentType = "text/html; charset=utf-8";
  private String template;
  private Object view;
  private Object body;
  private String location;
  private final Map<String, String> headers = new LinkedHashMap<>();

  /**
   * @param given the number or name in the path, or null
   * @param fields of the form, or of the query of a page
   * @param base the path that the console is mounted at
   * @param session of whom
   * @param part whether only a part of the page is wanted
   */
  Visit(
      String route,
      String given,
      Map<String, String> fields,
      Locale language,
      String base,
      String path,
      Session session,
      boolean part) {
    this.route = route;
    this.given = given;
    this.fields = fields;
    this.language = language;
    this.base = base;
    this.path = path;
    this.session = session;
    this.part = part;
  }

  /**
   * Whom the request is of.
   *
   * @param name of the browser, or null before it has one
   * @param token what its forms must carry
   * @param signedIn whether somebody has signed in, so that they can sign out
   */
  record Session(String name, String token, boolean signedIn) {

    static final Session NONE = new Session(null, "", false);
  }

  /** The end of the name of the route that answers. */
  public String getRoute() {
    return route;
  }

  String given() {
    return given;
  }

  long number() {
    return Long.parseLong(given);
  }

  /** A field, or empty. */
  String field(String name) {
    return fields.getOrDefault(name, "").strip();
  }

  /** A field as it was typed, blanks and all, or empty. */
  String secret(String name) {
    return fields.getOrDefault(name, "");
  }

  Shell shell() {
    return new Shell(language, base, path, session.token(), session.signedIn());
  }

  /** The name of the browser. */
  String session() {
    return session.name();
  }

  Locale language() {
    return language;
  }

  String base() {
    return base;
  }

  /** Answers with a page. */
  void show(String name, Object model) {
    template = name;
    view = model;
  }

  void show(int answerStatus, String name, Object model) {
    status = answerStatus;
    show(name, model);
  }

  /** Sends the browser to another page of the console. */
  void send(String elsewhere) {
    status = 303;
    location = base + elsewhere;
  }

  void answer(int answerStatus) {
    status = answerStatus;
  }

  /** Answers with what is no page. */
  void give(String type, Object content, Map<String, String> more) {
    contentType = type;
    body = content;
    headers.putAll(more);
  }

  /** Whether a page that is shown asks for a part of it anew. */
  boolean isPart() {
    return part;
  }

  /** Adds a header to the answer. */
  void header(String name, String value) {
    headers.put(name, value);
  }

  int status() {
    return status;
  }

  String contentType() {
    return contentType;
  }

  String template() {
    return template;
  }

  Object view() {
    return view;
  }

  Object body() {
    return body;
  }

  String location() {
    return location;
  }

  Map<String, String> headers() {
    return headers;
  }
}
