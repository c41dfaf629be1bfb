package dev.tapedeck.web.dashboard;

import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.cassette.Outcome;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.exchange.Transcript;
import dev.tapedeck.redaction.Redaction;
import dev.tapedeck.redaction.Redactor;
import dev.tapedeck.web.gateway.Transcripts;

/**
 * An answer as it may be shown. The tape keeps it as it was, secrets and all, so that a replay is exact.
 *
 * @param body its body without secrets; withheld if one lies across chunks, where it can't be taken out
 * @param conversation the call as a conversation, the answer without secrets, those spread over many chunks too
 * @param redacted whether there were any
 */
record ShownAnswer(Bytes body, Transcript conversation, boolean redacted) {
    private static final Bytes SPREAD = Bytes.utf8("«withheld: a secret lies across several chunks of this answer»");

    static ShownAnswer of(Interaction interaction, Transcripts transcripts, Redactor redactor) {
        ProviderRequest request = interaction.ticket().request();
        Outcome outcome = interaction.outcome();
        Redaction<Bytes> body =
                redactor.body(Ended.body(outcome), Ended.headers(outcome).contentType());
        boolean spread = outcome instanceof Outcome.Stream
                && !transcripts
                        .of(StreamedText.withoutBody(request), body.value())
                        .findings()
                        .isEmpty();
        return new ShownAnswer(
                spread ? SPREAD : body.value(),
                transcripts.of(request, body.value()).value(),
                spread || !body.findings().isEmpty());
    }
}
