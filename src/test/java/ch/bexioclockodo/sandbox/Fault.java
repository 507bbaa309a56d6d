package ch.bexioclockodo.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/**
 * One thing that goes wrong with one call. Durations are real time, since the caller lives in it;
 * "commit" is the change of the sandbox's state, so on reads before and after are the same.
 *
 * @param kind what happens
 * @param duration how long, where the kind takes time
 * @param number status, rows, index, seconds or byte, whatever the kind counts; null for none
 * @param message own message of a refusal
 * @param body what the body of a status is
 * @param row changed keys of an inserted row
 */
public record Fault(
    Kind kind, Duration duration, Integer number, String message, Body body, ObjectNode row) {

  /** All kinds; the names of the factory methods say what they do. */
  public enum Kind {
    LATENCY,
    DROP_BEFORE_COMMIT,
    DROP_AFTER_COMMIT,
    LATE_ANSWER,
    LATE_COMMIT,
    STATUS_BEFORE_COMMIT,
    STATUS_AFTER_COMMIT,
    EMPTY_BODY,
    CUT_BODY,
    HTML_BODY,
    IDLESS_BODY,
    TOO_MANY_REQUESTS,
    UNAUTHORIZED_ONCE,
    SHORT_PAGE,
    PAGE_CAP,
    INSERT_ROW,
    REMOVE_ROW,
    WITHHOLD_ROW,
    IGNORED_CRITERIA,
    PARTIAL_DOCUMENT,
    SLOW_BODY,
    RESET_AT_BYTE
  }

  /** The body of an error status: the side's own error shape, a proxy's page, or nothing. */
  public enum Body {
    JSON,
    HTML,
    EMPTY
  }

  /** The whole call happens after the duration. Adds up with another fault of the same call. */
  public static Fault latency(Duration duration) {
    return timed(Kind.LATENCY, duration, null);
  }

  /** The connection closes without an answer; nothing happened. */
  public static Fault dropBeforeCommit() {
    return counted(Kind.DROP_BEFORE_COMMIT, null);
  }

  /** The connection closes without an answer; the change happened. */
  public static Fault dropAfterCommit() {
    return counted(Kind.DROP_AFTER_COMMIT, null);
  }

  /** Commits at once and answers after the duration. */
  public static Fault lateAnswer(Duration duration) {
    return timed(Kind.LATE_ANSWER, duration, null);
  }

  /** Closes the connection at once and commits after the duration. */
  public static Fault lateCommit(Duration duration) {
    return timed(Kind.LATE_COMMIT, duration, null);
  }

  /** Answers with an error status at once and commits after the duration. */
  public static Fault lateCommit(Duration duration, int status) {
    return timed(Kind.LATE_COMMIT, duration, status);
  }

  /** The status in the side's own error shape; nothing happened. */
  public static Fault status(int status) {
    return statusBeforeCommit(status);
  }

  /** A refusal of this call in the side's own error shape with its own message. */
  public static Fault status(int status, String message) {
    return new Fault(Kind.STATUS_BEFORE_COMMIT, null, status, message, Body.JSON, null);
  }

  public static Fault statusBeforeCommit(int status) {
    return statusBeforeCommit(status, Body.JSON);
  }

  public static Fault statusBeforeCommit(int status, Body body) {
    return new Fault(Kind.STATUS_BEFORE_COMMIT, null, status, null, body, null);
  }

  public static Fault statusAfterCommit(int status) {
    return statusAfterCommit(status, Body.JSON);
  }

  public static Fault statusAfterCommit(int status, Body body) {
    return new Fault(Kind.STATUS_AFTER_COMMIT, null, status, null, body, null);
  }

  /** The status with a gateway's HTML page; nothing happened. */
  public static Fault htmlStatus(int status) {
    return statusBeforeCommit(status, Body.HTML);
  }

  /** The real status after the commit, without a body. */
  public static Fault emptyBody() {
    return counted(Kind.EMPTY_BODY, null);
  }

  /** The real status after the commit, with half of its body. */
  public static Fault cutBody() {
    return counted(Kind.CUT_BODY, null);
  }

  /** The real status after the commit, with an HTML page as its body. */
  public static Fault htmlBody() {
    return counted(Kind.HTML_BODY, null);
  }

  /** The real status after the commit; the body lacks the id of the object. */
  public static Fault idlessBody() {
    return counted(Kind.IDLESS_BODY, null);
  }

  /** 429; the real seconds stand in the side's header, null leaves the header out. */
  public static Fault tooManyRequests(Integer secondsOrNull) {
    return counted(Kind.TOO_MANY_REQUESTS, secondsOrNull);
  }

  /** 401 for the first call that meets the rule, whatever the rule says about further ones. */
  public static Fault unauthorizedOnce() {
    return counted(Kind.UNAUTHORIZED_ONCE, null);
  }

  public static Fault forbidden() {
    return statusBeforeCommit(403, Body.JSON);
  }

  /** 403 as a proxy says it. */
  public static Fault forbiddenHtml() {
    return statusBeforeCommit(403, Body.HTML);
  }

  /** The page holds this many rows at most; the rows after them are not moved to the next page. */
  public static Fault shortPage(int rows) {
    return counted(Kind.SHORT_PAGE, rows);
  }

  /** The server caps the page size lower than asked (clockodo says so in paging). */
  public static Fault pageCap(int rows) {
    return counted(Kind.PAGE_CAP, rows);
  }

  /** A copy of the first listed row is added in front of this page before it is read. */
  public static Fault insertRowBefore() {
    return counted(Kind.INSERT_ROW, null);
  }

  /** As {@link #insertRowBefore()}, with keys of the new row changed. */
  public static Fault insertRowBefore(ObjectNode changes) {
    return new Fault(Kind.INSERT_ROW, null, null, null, Body.JSON, changes);
  }

  /** The first listed row is deleted before this page is read. */
  public static Fault removeRow() {
    return removeRow(0);
  }

  /** The row at this index of the whole list is deleted before this page is read. */
  public static Fault removeRow(int index) {
    return counted(Kind.REMOVE_ROW, index);
  }

  /** The row at this index of the page is not shown; counts and sums still include it. */
  public static Fault withholdRow(int index) {
    return counted(Kind.WITHHOLD_ROW, index);
  }

  /** A search finds every row, whatever it was asked for. */
  public static Fault ignoredCriteria() {
    return counted(Kind.IGNORED_CRITERIA, null);
  }

  /** 500 after a document was stored with only its first positions. */
  public static Fault partialDocument(int positions) {
    return counted(Kind.PARTIAL_DOCUMENT, positions);
  }

  /** The body arrives byte by byte. */
  public static Fault slowBody(Duration perByte) {
    return timed(Kind.SLOW_BODY, perByte, null);
  }

  /** TCP reset after this many bytes of the answer, counted from its status line. */
  public static Fault resetAtByte(int bytes) {
    return counted(Kind.RESET_AT_BYTE, bytes);
  }

  /** As the journal names it, for example {@code SHORT_PAGE 3}. */
  String label() {
    return number == null ? kind.name() : kind.name() + " " + number;
  }

  static Fault counted(Kind kind, Integer number) {
    return new Fault(kind, null, number, null, Body.JSON, null);
  }

  static Fault timed(Kind kind, Duration duration, Integer number) {
    return new Fault(kind, duration, number, null, Body.JSON, null);
  }
}
