package dev.tapedeck.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tapedeck.support.Answered;
import dev.tapedeck.support.Caller;
import dev.tapedeck.support.Corpus;
import dev.tapedeck.support.Corpus.Recorded;
import dev.tapedeck.support.ReceivedRequest;
import dev.tapedeck.support.ScriptedReply;
import dev.tapedeck.support.ScriptedUpstream;
import dev.tapedeck.support.SessionUnderTest;
import dev.tapedeck.support.TapedeckProcess;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** What real providers said to real programs comes back as it was, byte for byte. */
class RealTrafficIT {
    @Test
    void everyInteractionOfTheCorpusReplaysAsItWasRecorded() {
        assumeTrue(Corpus.isThere(), "The corpus of real traffic lies beside the project, and it isn't there.");
        List<Recorded> corpus = Corpus.interactions();
        Iterator<Recorded> answers = corpus.iterator();
        ScriptedUpstream upstream = ScriptedUpstream.answering(request -> reply(answers.next()));
        try (TapedeckProcess process = TapedeckProcess.settings()
                        .withoutResilience()
                        .provider("real", "generic", upstream.baseUrl())
                        .start();
                Caller caller = Caller.of(process)) {
            recordsAll(caller, corpus);
            seesEveryRequest(upstream.received(), corpus);
            upstream.close();
            try (ScriptedUpstream trap = upstream.trap()) {
                replaysAll(caller, corpus);
                assertThat(trap.connections()).isZero();
            }
        } finally {
            upstream.close();
        }
    }

    private static void recordsAll(Caller caller, List<Recorded> corpus) {
        SessionUnderTest session = caller.open("corpus", "record");
        sameAs(corpus, session);
        assertThat(session.close().path("counters").path("recorded").asInt()).isEqualTo(corpus.size());
    }

    private static void replaysAll(Caller caller, List<Recorded> corpus) {
        SessionUnderTest session = caller.open("corpus", "replay");
        sameAs(corpus, session);
        assertThat(session.counter("replayed")).isEqualTo(corpus.size());
        assertThat(session.close().path("counters").path("unplayed").asInt()).isZero();
    }

    private static void sameAs(List<Recorded> corpus, SessionUnderTest session) {
        SoftAssertions softly = new SoftAssertions();
        for (Recorded recorded : corpus) {
            Answered answered = session.caller().send(request(session, recorded));
            softly.assertThat(answered.status()).as(recorded.id()).isEqualTo(recorded.status());
            softly.assertThat(answered.headers().firstValue("content-type"))
                    .as(recorded.id())
                    .isEqualTo(recorded.contentType());
            softly.assertThat(answered.body()).as(recorded.id()).isEqualTo(recorded.body());
        }
        softly.assertAll();
    }

    private static void seesEveryRequest(List<ReceivedRequest> received, List<Recorded> corpus) {
        SoftAssertions softly = new SoftAssertions();
        for (int at = 0; at < corpus.size(); at++) {
            softly.assertThat(received.get(at).target())
                    .isEqualTo(corpus.get(at).target());
            softly.assertThat(received.get(at).method())
                    .isEqualTo(corpus.get(at).method());
            softly.assertThat(received.get(at).body()).isEqualTo(corpus.get(at).requestBody());
        }
        softly.assertAll();
        assertThat(received).hasSameSizeAs(corpus);
    }

    private static HttpRequest.Builder request(SessionUnderTest session, Recorded recorded) {
        HttpRequest.Builder request = session.caller()
                .to(session.door("real") + recorded.target())
                .method(
                        recorded.method(),
                        recorded.requestBody().isEmpty()
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofByteArray(
                                        recorded.requestBody().array()));
        recorded.requestType().ifPresent(type -> request.header("content-type", type));
        return request;
    }

    private static ScriptedReply reply(Recorded recorded) {
        Map<String, String> headers =
                recorded.contentType().map(type -> Map.of("content-type", type)).orElse(Map.of());
        return new ScriptedReply.Whole(recorded.status(), headers, recorded.body());
    }
}
