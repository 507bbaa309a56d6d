package ch.bexioclockodo.plan;

import ch.bexioclockodo.link.Agreement;
import ch.bexioclockodo.link.LinkKind;
import java.time.Instant;

/**
 * What a link shall remember of a comparison that writes nothing: what both sides hold now, or that
 * bexio's side was not listed.
 *
 * @param agreement what both sides agree on, or null when only the absence is noted
 * @param missingSince since when complete lists lack it, or null when they do not
 * @param unlisted whether bexio knows it by id although its lists do not show it
 * @param decided whether a decision that held once has been carried out
 */
public record Upkeep(
    LinkKind kind,
    long bexioId,
    Agreement agreement,
    Instant missingSince,
    boolean unlisted,
    boolean decided) {

  static Upkeep agreed(LinkKind kind, long bexioId, Agreement agreement, boolean decided) {
    return new Upkeep(kind, bexioId, agreement, null, false, decided);
  }

  static Upkeep absent(LinkKind kind, long bexioId, Instant missingSince, boolean unlisted) {
    return new Upkeep(kind, bexioId, null, missingSince, unlisted, false);
  }
}
