package ch.bexioclockodo.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.bexioclockodo.sandbox.Fault;
import ch.bexioclockodo.sandbox.SandboxData;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole story in the system's Chromium: what a person clicks, sees, and may not miss. */
class ConsoleBrowserTest {

  private static final double PATIENCE_MILLIS = 60_000;
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final int NARROW = 360;

  private static Playwright playwright;
  private static Browser browser;
  private static String axe;

  @TempDir Path folder;

  private final List<String> complaints = new ArrayList<>();
  private ConsoleWorld console;
  private BrowserContext context;
  private Page page;

  @BeforeAll
  static void openBrowser() throws IOException {
    Path chromium =
        Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser")
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst()
            .orElse(null);
    // The profile has promised these tests: without a browser they fail, they are not left out.
    assertThat(Boolean.getBoolean("browser.required") && chromium == null)
        .as("-Pbrowser without Debian's chromium in /usr/bin")
        .isFalse();
    assumeTrue(chromium != null, "there is no Chromium on this machine");
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(chromium)
                    .setArgs(List.of("--no-sandbox")));
    try (InputStream script = ConsoleBrowserTest.class.getResourceAsStream("/axe.min.js")) {
      axe = new String(script.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @AfterAll
  static void closeBrowser() {
    if (playwright != null) {
      playwright.close();
    }
  }

  @BeforeEach
  void start() throws IOException {
    console = new ConsoleWorld(folder, SandboxData.company(), "bexio.token", "");
    open(new Browser.NewContextOptions().setLocale("de-CH").setViewportSize(1200, 900));
  }

  @AfterEach
  void stop() {
    if (context != null) {
      context.close();
      console.close();
      assertThat(complaints).as("what the browser complained of").isEmpty();
    }
  }

  @Test
  void aPersonConnectsImportsExportsAndTakesItBack() {
    page.navigate(home() + "/connection");
    click("Mit bexio verbinden");
    page.locator("a.button").click();
    page.waitForURL("**/connection/callback**");
    assertThat(page.content()).contains("Limmat Ingenieure AG");

    for (String kind : List.of("customers", "projects", "services", "users")) {
      page.navigate(home() + "/master/" + kind);
      page.locator("main form button").first().click();
      page.waitForURL("**/plan/*", patiently());
      carryOut("Import");
    }
    look("master", "/master/customers");

    page.navigate(home() + "/export");
    page.getByLabel("andere Daten").check();
    page.locator("input[name=from]").fill("2026-09-01");
    page.locator("input[name=to]").fill("2026-09-30");
    look("export", null);
    click("Vorschau");
    page.waitForURL("**/plan/*", patiently());
    String plan = page.url();
    look("plan", null);
    assertThat(page.locator(".sum").textContent()).contains("anzulegen", "zu klären");
    page.getByText("Stunden nach Kunde").click();
    assertThat(page.locator("svg.bar rect").first().getAttribute("width")).isEqualTo("100");
    look("totals", null);
    Locator group = page.locator("main > details").nth(2);
    group.locator("summary").click();
    group.locator("tr.plus").first().waitFor();
    look("unfolded", null);

    console.world().sandbox().faults().on("POST /2.0/timesheet").always().then(slow());
    click("bexio-Export");
    look("confirm", null);
    click("bexio-Export");
    page.locator("progress[value]")
        .waitFor(new Locator.WaitForOptions().setTimeout(PATIENCE_MILLIS));
    // Whoever reloads meanwhile sees the same run go on.
    page.reload();
    page.locator("progress[value]").waitFor();
    look("progress", null);
    console.world().sandbox().faults().clear();
    page.getByText("Diesen Lauf zurücknehmen: Vorschau")
        .waitFor(new Locator.WaitForOptions().setTimeout(PATIENCE_MILLIS));
    assertThat(page.url()).startsWith(plan);
    look("outcome", null);
    int written = console.world().timesheets().size();
    assertThat(written).isGreaterThan(300);

    click("Diesen Lauf zurücknehmen: Vorschau");
    page.waitForURL("**/plan/*", patiently());
    assertThat(page.content()).contains("Löschen (" + written + ")");
    carryOut("Zurücknehmen");
    assertThat(console.world().timesheets()).isEmpty();
    look("history", "/history");
  }

  @Test
  void everyPageIsUsableNarrowAndDarkAndByEverybody() throws Exception {
    console.world().connect();
    console.world().importAll();
    console.world().export("Preview", "true");
    console.world().export();
    List<String> pages =
        List.of(
            "/",
            "/export",
            "/plan/2?tab=clarify",
            "/plan/2/confirm",
            "/master/customers",
            "/master/users",
            "/history",
            "/history/2",
            "/connection",
            "/login",
            "/history/99");
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      context.close();
      open(
          new Browser.NewContextOptions()
              .setLocale("en-GB")
              .setColorScheme(scheme)
              .setViewportSize(NARROW, 740));
      for (String path : pages) {
        page.navigate(home() + path);
        look(scheme.name().toLowerCase(Locale.ROOT) + path.replaceAll("\\W+", "-"), null);
        assertThat(((Number) page.evaluate("document.documentElement.scrollWidth")).intValue())
            .as("width of " + path)
            .isLessThanOrEqualTo(NARROW);
        assertThat(violations()).as(path + " " + scheme).isEmpty();
      }
    }
    complaints.removeIf(complaint -> complaint.contains("404"));
  }

  @Test
  void theKeyboardIsEnough() throws Exception {
    console.world().connect();
    console.world().importAll();
    page.navigate(home() + "/");
    page.keyboard().press("Tab");
    assertThat(focused()).isEqualTo("Zum Inhalt");
    for (String place : List.of("Übersicht", "Export")) {
      page.keyboard().press("Tab");
      assertThat(focused()).isEqualTo(place);
    }
    page.keyboard().press("Enter");
    page.waitForURL("**/export");
    page.locator("input[name=from]").focus();
    page.getByText("Vorschau").focus();
    page.keyboard().press("Enter");
    page.waitForURL("**/plan/*", patiently());
    assertThat(page.content()).contains("bexio-Export");
  }

  private void carryOut(String button) {
    String plan = page.url();
    click(button);
    click(button);
    page.waitForURL(plan, patiently());
    page.locator("[role=status]")
        .waitFor(
            new Locator.WaitForOptions()
                .setState(WaitForSelectorState.DETACHED)
                .setTimeout(PATIENCE_MILLIS));
  }

  private void click(String button) {
    page.locator("main button:has-text(\"" + button + "\")").first().click();
  }

  private String focused() {
    return String.valueOf(page.evaluate("document.activeElement.textContent.trim()"));
  }

  private List<?> violations() {
    page.evaluate(axe);
    return (List<?>)
        page.evaluate(
            "async () => (await axe.run()).violations.map(v => v.id + ': '"
                + " + v.nodes.map(n => n.html).join(' | '))");
  }

  /** Keeps a picture, of a page that is opened for it or of what is shown. */
  private void look(String name, String path) {
    if (path != null) {
      page.navigate(home() + path);
    }
    page.screenshot(
        new Page.ScreenshotOptions().setFullPage(true).setPath(SCREENSHOTS.resolve(name + ".png")));
  }

  private void open(Browser.NewContextOptions options) {
    context = browser.newContext(options);
    page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
  }

  private static Page.WaitForURLOptions patiently() {
    return new Page.WaitForURLOptions().setTimeout(PATIENCE_MILLIS);
  }

  private static Fault slow() {
    return Fault.latency(Duration.ofMillis(80));
  }

  private String home() {
    return "http://localhost:" + console.port() + "/bexio-clockodo";
  }
}
