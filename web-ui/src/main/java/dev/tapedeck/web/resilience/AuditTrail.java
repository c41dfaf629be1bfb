package dev.tapedeck.web.resilience;

import dev.tapedeck.audit.AuditEntry;
import dev.tapedeck.audit.AuditLog;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Time;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongPredicate;

/** Writes down each change that a request asks for, with where it came from, right before it is made. */
@Singleton
public final class AuditTrail {
    private final AuditLog log;
    private final CurrentVertxRequest request;
    private final Time time;

    AuditTrail(AuditLog log, CurrentVertxRequest request, Time time) {
        this.log = log;
        this.request = request;
        this.time = time;
    }

    /**
     * Writes down what is about to be done.
     *
     * @throws FailedCall if it can't be written: then it must not be done
     */
    public void write(String action, String target, String reason, String details) {
        log.write(new AuditEntry(time.now(), who(), action, target, reason, details));
    }

    /** Writes it down, once, when a version is about to be replaced; agrees to every version. */
    public LongPredicate changing(String action, String target, String details) {
        AtomicBoolean written = new AtomicBoolean();
        return version -> {
            if (written.compareAndSet(false, true)) {
                write(action, target, "", details);
            }
            return true;
        };
    }

    /** There is nobody to log in yet, so all that is known is the address. */
    private String who() {
        return Optional.ofNullable(request.getCurrent())
                .map(current -> "anonymous " + current.request().remoteAddress().hostAddress())
                .orElse("anonymous");
    }
}
