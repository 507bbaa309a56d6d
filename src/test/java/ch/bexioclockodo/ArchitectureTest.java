package ch.bexioclockodo;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packages point one way, and nothing follows the host's clock, zone or loggers. */
class ArchitectureTest {

  private static final String ROOT = "ch.bexioclockodo";
  private static final String SAMPLE = "ch.bexioclockodo.architecturesample";

  /** What each package may know. */
  private static final Map<String, Set<String>> KNOWS =
      Map.ofEntries(
          entry(
              "app",
              Set.of(
                  "console",
                  "check",
                  "run",
                  "plan",
                  "ledger",
                  "link",
                  "connection",
                  "bexio",
                  "clockodo")),
          entry(
              "console", Set.of("check", "run", "plan", "link", "connection", "bexio", "clockodo")),
          entry("check", Set.of("run", "plan", "connection", "bexio", "clockodo")),
          entry("run", Set.of("plan", "ledger", "link", "connection", "bexio", "clockodo")),
          entry("plan", Set.of("ledger", "link", "bexio", "clockodo")),
          entry("ledger", Set.of("bexio", "clockodo")),
          entry("link", Set.of("bexio", "clockodo")),
          entry("connection", Set.of("bexio")),
          entry("bexio", Set.of("http")),
          entry("clockodo", Set.of("http")),
          entry("http", Set.of()));

  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  private static final JavaClasses BROKEN = new ClassFileImporter().importPackages(SAMPLE);

  @Test
  void everyClassLivesInAKnownPackage() {
    assertThat(OURS.stream().map(JavaClass::getPackageName).distinct())
        .containsExactlyInAnyOrderElementsOf(
            KNOWS.keySet().stream().map(name -> ROOT + "." + name).toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "app",
        "console",
        "check",
        "run",
        "plan",
        "ledger",
        "link",
        "connection",
        "bexio",
        "clockodo",
        "http"
      })
  void packagesPointOneWay(String name) {
    direction(ROOT, name).check(OURS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "ledger", "link", "bexio", "clockodo"})
  void aPackageThatPointsTheOtherWayIsFound(String name) {
    assertThat(findings(direction(SAMPLE, name))).contains(SAMPLE + "." + name);
  }

  @Test
  void thereAreNoCycles() {
    cycles(ROOT).check(OURS);
    assertThat(findings(cycles(SAMPLE))).contains("bexio").contains("clockodo");
  }

  @Test
  void logsGoThroughSlf4j() {
    ArchRule rule =
        noClasses().should().dependOnClassesThat().resideInAPackage("java.util.logging");
    rule.check(OURS);
    assertThat(findings(rule)).contains("KnowsApp.speak");
  }

  @Test
  void onlyTheCommandsSpeakToTheConsole() {
    console(ROOT).check(OURS);
    assertThat(findings(console(SAMPLE))).contains("KnowsApp.speak");
  }

  @Test
  void onlyTheCommandsAskTheMachineForTheTime() {
    now(ROOT).check(OURS);
    assertThat(findings(now(SAMPLE))).contains("Instant.now()").contains("LocalDate.now()");
  }

  @Test
  void nothingFollowsTheZoneOfTheHost() {
    hostZone().check(OURS);
    assertThat(findings(hostZone())).contains("ZoneId.systemDefault()");
  }

  private static ArchRule direction(String root, String name) {
    Set<String> unknown = new LinkedHashSet<>(KNOWS.keySet());
    unknown.removeAll(KNOWS.get(name));
    unknown.remove(name);
    String[] packages =
        unknown.stream().map(other -> root + "." + other + "..").toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage(root + "." + name + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages.length == 0 ? new String[] {"nowhere"} : packages);
  }

  private static ArchRule cycles(String root) {
    return SlicesRuleDefinition.slices().matching(root + ".(*)..").should().beFreeOfCycles();
  }

  private static ArchRule console(String root) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(root + ".app..")
        .should()
        .accessTargetWhere(
            accessing(
                "System.out or System.err",
                target ->
                    target.getOwner().isEquivalentTo(System.class)
                        && Set.of("out", "err").contains(target.getName())));
  }

  private static ArchRule now(String root) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(root + ".app..")
        .should()
        .accessTargetWhere(
            accessing(
                "the machine's time",
                target ->
                    isNow(target)
                        || target.getOwner().isEquivalentTo(System.class)
                            && "currentTimeMillis".equals(target.getName())));
  }

  private static boolean isNow(AccessTarget target) {
    return target.getOwner().getPackageName().equals("java.time")
        && target.getName().equals("now")
        && !target.getFullName().contains("java.time.Clock");
  }

  private static ArchRule hostZone() {
    return noClasses()
        .should()
        .accessTargetWhere(
            accessing(
                "the host's zone",
                target ->
                    Set.of("systemDefault", "systemDefaultZone").contains(target.getName())
                        || target.getOwner().isEquivalentTo(java.util.TimeZone.class)
                            && "getDefault".equals(target.getName())
                        || target.getFullName().matches("java\\.time\\.Local\\w+\\.now\\(\\)")));
  }

  private static DescribedPredicate<JavaAccess<?>> accessing(
      String description, java.util.function.Predicate<AccessTarget> which) {
    return DescribedPredicate.describe(description, access -> which.test(access.getTarget()));
  }

  private static String findings(ArchRule rule) {
    return String.join("\n", rule.evaluate(BROKEN).getFailureReport().getDetails());
  }
}
