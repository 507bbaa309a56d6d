package ch.bexioclockodo.app;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the route files while serve runs, and loads what changed: tried first, and only while
 * nothing runs. A broken edit leaves the routes as they are. Everything is said once.
 */
final class RouteReload {

  private static final Logger LOG = LoggerFactory.getLogger(RouteReload.class);
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  /** A file that is being replaced is there again at the next look. */
  private static final int SAY_AFTER_LOOKS = 2;

  private final RouteTrial trial;
  private final RouteExchange exchange;

  private RouteFiles running;
  private RouteFiles lastLook;
  private RouteFiles settled;
  private RouteFiles tried;
  private String waitsFor;
  private String saidOfBeans = "";
  private int looksInVain;

  /**
   * @param running the files as they were when the connector started
   */
  RouteReload(SettingsFile file, Connector connector, RouteFiles running) {
    this.trial = new RouteTrial(file, connector.dataSource());
    this.exchange = new RouteExchange(connector.context(), connector.dataSource());
    this.running = running;
    this.lastLook = running;
    this.settled = running;
  }

  /** The files of a folder, for whoever is about to start them. */
  static RouteFiles read(Path folder) {
    try {
      return RouteFiles.read(folder);
    } catch (IOException e) {
      throw new ConfigurationException("the routes in " + folder + " cannot be read: " + e);
    }
  }

  /** Looks again and again until the latch opens; what is being exchanged then is finished. */
  void lookUntil(CountDownLatch end) throws InterruptedException {
    while (!end.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
      look();
    }
  }

  /**
   * One look: what reads the same as at the look before, so that nobody is still writing it, is
   * tried and, when it is sound, loaded.
   */
  void look() {
    RouteFiles now;
    try {
      now = RouteFiles.read(running.folder());
    } catch (IOException e) {
      if (++looksInVain == SAY_AFTER_LOOKS) {
        LOG.warn("routes not reloaded, the former ones go on: {}", Connector.root(e));
      }
      return;
    }
    looksInVain = 0;
    boolean written = now.equals(lastLook);
    lastLook = now;
    if (written && !now.equals(settled) && load(now)) {
      settled = now;
      waitsFor = null;
    }
  }

  /** Returns false when it must be tried again although the files stay the same. */
  private boolean load(RouteFiles now) {
    RouteFiles wanted = now.withBeansOf(running);
    sayOfBeans(now, wanted);
    Set<String> changes = wanted.differencesTo(running);
    if (changes.isEmpty()) {
      return true;
    }
    try {
      if (!wanted.equals(tried)) {
        trial.run(wanted);
        tried = wanted;
      }
      Optional<String> busy = exchange.exchange(running, wanted);
      if (busy.isPresent()) {
        sayWaiting(changes, busy.get());
        return false;
      }
      running = wanted;
      LOG.info("routes reloaded: {}", String.join(", ", changes));
    } catch (BrokenRoutes broken) {
      LOG.warn("routes not reloaded, the former ones go on: {}", broken.getMessage());
      LOG.debug("routes not reloaded", broken);
    } catch (SQLException e) {
      sayWaiting(changes, "a failure of the database (" + Connector.root(e) + ")");
      return false;
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("routes not reloaded: {}", Connector.root(e));
      LOG.debug("routes not reloaded", e);
    }
    return true;
  }

  private void sayOfBeans(RouteFiles now, RouteFiles wanted) {
    String kept = String.join(", ", now.differencesTo(wanted));
    if (!kept.isEmpty() && !kept.equals(saidOfBeans)) {
      LOG.warn("not reloaded: {}; beans are read at start only; restart serve", kept);
    }
    saidOfBeans = kept;
  }

  private void sayWaiting(Set<String> changes, String busy) {
    if (!busy.equals(waitsFor)) {
      LOG.info("routes to reload ({}) wait for the end of: {}", String.join(", ", changes), busy);
    }
    waitsFor = busy;
  }
}
