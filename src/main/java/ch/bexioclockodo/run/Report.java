package ch.bexioclockodo.run;

import java.util.LinkedHashMap;

/**
 * The JSON report of the outside contract: the same object for a preview, a run and {@code show}.
 */
public final class Report extends LinkedHashMap<String, Object> {

  private static final long serialVersionUID = 1L;
}
