package dev.tapedeck.playbook;

import java.util.Locale;

/** What is done about a step that fails. */
public enum OnFailure {
    /** The run ends. */
    ABORT,
    /** It is carried out again, by the policy of the service {@code playbook-action}; what it changes may be changed twice. */
    RETRY,
    /** A model is asked what to do, within the guardrails. Without a model to ask, the run ends. */
    LLM_RECOVER;

    /** As it is written: {@code llm-recover}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
