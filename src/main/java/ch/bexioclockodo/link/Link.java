package ch.bexioclockodo.link;

import java.time.Instant;

/**
 * A stored pair: the bexio id and the clockodo id of one thing, with both names and, as short
 * prints, how both sides looked when they last agreed.
 *
 * @param bexioPrint how bexio's side looked, or null when nobody has compared yet
 * @param clockodoPrint how clockodo's side looked, or null when nobody has compared yet
 * @param missingSince when a complete list of bexio first lacked it, or null
 * @param unlisted whether bexio knows it by id although its lists do not show it
 */
public record Link(
    LinkKind kind,
    long bexioId,
    long clockodoId,
    String bexioName,
    String clockodoName,
    String bexioPrint,
    String clockodoPrint,
    Instant missingSince,
    boolean unlisted) {

  /** A link that nobody has compared yet. */
  public Link(LinkKind kind, long bexioId, long clockodoId, String bexioName, String clockodoName) {
    this(kind, bexioId, clockodoId, bexioName, clockodoName, null, null, null, false);
  }
}
