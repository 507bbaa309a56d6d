package ch.bexioclockodo.plan;

import ch.bexioclockodo.bexio.WallTime;
import java.time.LocalDate;

/**
 * What decides about entries, from the settings and the request.
 *
 * @param wallTime bexio's clock
 * @param notBefore nothing that starts earlier is exported; null for no such date
 * @param billedToo whether entries that clockodo marks as billed were asked for
 * @param again whether entries whose timesheets were taken back go again
 */
public record ExportRules(
    WallTime wallTime, LocalDate notBefore, boolean billedToo, boolean again) {}
