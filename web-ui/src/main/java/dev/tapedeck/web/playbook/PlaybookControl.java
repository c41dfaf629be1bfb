package dev.tapedeck.web.playbook;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.playbook.CheckedPlaybook;
import dev.tapedeck.playbook.PlaybookName;
import dev.tapedeck.playbook.PlaybookStore;
import dev.tapedeck.playbook.Playbooks;
import dev.tapedeck.run.Run;
import dev.tapedeck.web.resilience.AuditTrail;
import jakarta.inject.Singleton;

/**
 * Does to playbooks what people ask for, once it is in the audit log.
 *
 * <p>Each method throws what the use case throws, and {@link FailedCall} if the audit log can't be written: then nothing was
 * done.
 */
@Singleton
public final class PlaybookControl {
    private final Playbooks playbooks;
    private final PlaybookStore store;
    private final AuditTrail audit;

    PlaybookControl(Playbooks playbooks, PlaybookStore store, AuditTrail audit) {
        this.playbooks = playbooks;
        this.store = store;
        this.audit = audit;
    }

    /** One that can't be played is refused, and isn't written down. */
    public Run start(PlaybookName name, Playbooks.Asked asked) {
        playbooks.check(name, asked.parameters());
        String cassette = asked.session()
                .map(spec -> "mode %s on %s".formatted(spec.mode().id(), spec.cassette()))
                .orElse("mode off");
        audit.write("playbook.start", name.value(), "", asked.dryRun() ? "dry run" : cassette);
        return playbooks.start(name, asked);
    }

    /** A broken one is refused, and isn't written down. */
    public CheckedPlaybook put(PlaybookName name, Bytes text) {
        CheckedPlaybook checked = store.check(text);
        if (checked instanceof CheckedPlaybook.Broken) {
            return checked;
        }
        audit.write("playbook.put", name.value(), "", "");
        return store.put(name, text);
    }

    public void delete(PlaybookName name) {
        audit.write("playbook.delete", name.value(), "", "");
        store.delete(name);
    }
}
