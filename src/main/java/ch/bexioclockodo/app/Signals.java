package ch.bexioclockodo.app;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Takes SIGTERM, SIGINT and SIGHUP before the JVM does, so that work ends in order while the
 * database is still open. A shutdown hook would be too late: H2's own hook closes the database at
 * the same moment, and H2 refuses to switch that hook off together with AUTO_SERVER
 * (docs/decisions/0001).
 */
final class Signals {

  private static final List<String> NAMES = List.of("TERM", "INT", "HUP");

  /**
   * The exit status of a process that a person did not want to wait for: as the shell says for
   * Ctrl-C.
   */
  private static final int KILLED = 130;

  private static final AtomicLong TOLD_AT = new AtomicLong();

  /** Wrappers often pass the same signal twice; only a person's Ctrl-C a while later means: now. */
  private static final long IMPATIENCE = TimeUnit.SECONDS.toNanos(2);

  private Signals() {}

  /** Whether the process was told to end. */
  static boolean told() {
    return TOLD_AT.get() != 0;
  }

  /** From now on a signal asks for an orderly end instead of ending the process. */
  static void whenTold(Runnable stop) {
    for (String name : NAMES) {
      try {
        handle(name, stop);
      } catch (InvocationTargetException unavailable) {
        // The JVM was started without this signal (-Xrs), or the system does not know it.
      } catch (ReflectiveOperationException noSignals) {
        Runtime.getRuntime().addShutdownHook(new Thread(stop, "bexio-clockodo-stop"));
        return;
      }
    }
  }

  /** By reflection, since the compiler warns of the class's place in the JDK, not of its use. */
  private static void handle(String name, Runnable stop) throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    Class<?> handler = Class.forName("sun.misc.SignalHandler");
    Object onSignal =
        Proxy.newProxyInstance(
            Signals.class.getClassLoader(),
            new Class<?>[] {handler},
            (proxy, method, args) -> {
              if ("handle".equals(method.getName())) {
                if (TOLD_AT.compareAndSet(0, System.nanoTime())) {
                  stop.run();
                } else if ("INT".equals(name) && System.nanoTime() - TOLD_AT.get() > IMPATIENCE) {
                  Runtime.getRuntime().halt(KILLED);
                }
                return null;
              }
              return ofObject(proxy, method, args);
            });
    signal
        .getMethod("handle", signal, handler)
        .invoke(null, signal.getConstructor(String.class).newInstance(name), onSignal);
  }

  private static Object ofObject(Object proxy, Method method, Object[] args) {
    return switch (method.getName()) {
      case "hashCode" -> System.identityHashCode(proxy);
      case "equals" -> proxy == args[0];
      default -> "signal handler";
    };
  }
}
