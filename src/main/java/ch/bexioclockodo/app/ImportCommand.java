package ch.bexioclockodo.app;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Brings bexio's master data to clockodo and links both. */
@Command(
    name = "import",
    description =
        "Bring bexio's contacts, projects, activities and users to clockodo, and link them.")
final class ImportCommand extends RunningCommand {

  @Option(
      names = "--only",
      paramLabel = "KIND",
      split = ",",
      description = "Only customers, projects, services or users.")
  String[] only = {};

  @Option(
      names = "--full",
      description = "Read and compare everything, not only what bexio says has changed.")
  boolean full;

  @Option(
      names = "--remap",
      description = "Apply today's mapping to what exists too, not only to what is new or changed.")
  boolean remap;

  @Option(
      names = "--allow-mass-change",
      description = "However many objects are made inactive, or mapped anew, at once.")
  boolean allowMassChange;

  @Override
  String route() {
    return "bexio-clockodo-import";
  }

  @Override
  void ask(Map<String, Object> headers) {
    if (only.length > 0) {
      headers.put("bexioClockodoOnly", String.join(",", only));
    }
    headers.put("bexioClockodoFull", full);
    headers.put("bexioClockodoRemap", remap);
    headers.put("bexioClockodoAllowMassChange", allowMassChange);
  }
}
