package dev.tapedeck.storage.formats;

import dev.tapedeck.exchange.Names;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Tells by what stands in a YAML or JSON file whose recording it is, and brings its records in. */
final class DetectedFormat implements RecordWalk.Receiver {
    private static final String VCR = "vcr";
    private static final String GO_VCR = "go-vcr";
    private static final String NOCK = "nock";
    private static final String WIRE_MOCK = "wiremock";
    private static final String EMPTY_OR_CUT_OFF =
            "Nothing stands here: the file was probably cut off. Record or save it anew, or write [] for none.";

    private static final String RUBY = "vcr-ruby";

    /** Members beside the lists of records that a recording may begin with. */
    private static final Set<String> TELLING =
            Set.of("/version", "/requests", "/responses", "/request", "/response", "/mappings", "/recorded_with");

    private final Intake intake;
    private final Map<String, Value> members = new LinkedHashMap<>();
    private String id = "";
    private int records;
    private boolean bodiless;

    DetectedFormat(Intake intake) {
        this.intake = intake;
    }

    static Refusal unknown() {
        return new Refusal(
                "",
                "This is no recording of a known format. Known are: Tapedeck's own, VCR for Python, Ruby and R,"
                        + " go-vcr, HAR, WireMock's mappings, nock, httprr, langchain's and Datadog's.");
    }

    /** Whether nothing was met yet that tells what the file is. */
    boolean isUnknown() {
        return id.isEmpty() && members.keySet().stream().noneMatch(TELLING::contains);
    }

    @Override
    public void list(String list) {
        if (!id.isEmpty()) {
            throw unknown();
        }
        id = switch (list) {
            case "/interactions" -> VCR;
            case "/http_interactions" -> RUBY;
            case "/log/entries" -> "har";
            default -> NOCK;
        };
    }

    @Override
    public void record(String list, int number, Value value) {
        records = number;
        boolean har = list.equals("/log/entries");
        At record = new At((har ? "entry " : "interaction ") + number, value);
        warnOfHalfCharacters(record);
        if (har) {
            har(new HarEntry(record));
        } else if (list.isEmpty()) {
            listed(record);
        } else {
            tape(new TapeRecord(record));
        }
    }

    private void warnOfHalfCharacters(At record) {
        if (HalfCharacters.areIn(record.value())) {
            intake.warning(record.place(), HalfCharacters.WARNING);
        }
    }

    @Override
    public void member(String pointer, Value value) {
        members.put(pointer, value);
    }

    /** Brings in what is no long list of records, now that all is there. Returns the format's id. */
    String finished() {
        if (id.isEmpty()) {
            single();
        } else if (id.equals(NOCK) && records == 0) {
            throw unknown(); // an empty list tells nothing
        } else if (id.equals(VCR) && records == 0 && version().equals("2")) {
            id = GO_VCR;
        }
        intake.end();
        checkEnd();
        return id;
    }

    /** The response's body comes last in VCR's own files: a YAML file that ends before it is still one. */
    private void checkEnd() {
        if (bodiless && !root().has("recorded_with")) {
            throw Intake.cutOff("interaction " + records, "Its response has no 'body'.");
        }
    }

    private String version() {
        return root().member("version").text();
    }

    private void single() {
        At root = root();
        warnOfHalfCharacters(new At("file", root.value()));
        if (root.member("mappings").isList()) {
            stubs(root.member("mappings").elements());
        } else if (root.member("requests").isList() && (root.names("responses") || members.size() == 1)) {
            parallel(
                    root.member("requests").elements(), root.member("responses").elements());
        } else if (root.member("request").isMapping() && root.member("response").isMapping()) {
            requestAndResponse(new At("interaction 1", root.value()));
        } else if (root.value() instanceof Value.Fields fields && isEmptyTape(fields)) {
            id = version().equals("2") ? GO_VCR : VCR;
        } else {
            throw unknown();
        }
    }

    private At root() {
        List<Value.Member> all = members.entrySet().stream()
                .map(member -> new Value.Member(member.getKey().substring(1), member.getValue()))
                .toList();
        return new At("", new Value.Fields(all, ""));
    }

    /** Whether it has a list with nothing in it; one at the end of the file may be cut off instead. */
    private static boolean isEmptyTape(Value.Fields root) {
        for (int at = 0; at < root.members().size(); at++) {
            Value.Member member = root.members().get(at);
            if (member.name().endsWith("interactions") && member.value().isNothing()) {
                if (at == root.members().size() - 1) {
                    throw new Refusal("'%s'".formatted(member.name()), EMPTY_OR_CUT_OFF);
                }
                return true;
            }
        }
        return false;
    }

    private void tape(TapeRecord record) {
        bringIn(record.record(), record.whyNot(), record::lacks, () -> {
            if (id.equals(VCR) && record.isOfGo()) {
                id = GO_VCR;
            }
            bodiless = id.equals(RUBY) && !record.hasResponseBody();
            intake.exchange(record::exchange);
        });
    }

    /** Brings a record in, unless there is a reason not to. */
    private void bringIn(At record, Optional<String> whyNot, Supplier<Optional<String>> lacks, Runnable whole) {
        if (whyNot.isPresent()) {
            intake.skipped(record.place(), whyNot.get());
        } else {
            lacks.get().ifPresentOrElse(fault -> intake.lacking(record.place(), fault), whole);
        }
    }

    private void har(HarEntry entry) {
        bringIn(entry.entry(), entry.whyNot(), entry::lacks, () -> {
            if (entry.isBodyInParts()) {
                intake.warning(
                        entry.entry().place(),
                        "The body of its request stands there in parts only and was left out: requests won't match.");
            }
            intake.exchange(entry::exchange);
        });
    }

    private void listed(At record) {
        if (NockRecord.matches(record)) {
            NockRecord call = new NockRecord(record);
            bringIn(record, Optional.empty(), call::lacks, () -> intake.exchange(call::exchange));
        } else if (WireMockStub.matches(record)) {
            id = WIRE_MOCK;
            stub(new WireMockStub(record));
        } else if (record.has("request") || record.has("response")) {
            id = VCR;
            tape(new TapeRecord(record));
        } else {
            throw unknown();
        }
    }

    private void requestAndResponse(At record) {
        At request = record.member("request");
        if (request.has("uri") || record.member("response").member("status").isMapping()) {
            id = "dd-testagent";
            tape(new TapeRecord(record));
        } else {
            id = WIRE_MOCK;
            stub(new WireMockStub(record));
        }
    }

    private void stubs(List<At> mappings) {
        id = WIRE_MOCK;
        List<WireMockStub> stubs = IntStream.range(0, mappings.size())
                .mapToObj(at -> new WireMockStub(
                        new At("mapping " + (at + 1), mappings.get(at).value())))
                .toList();
        WireMockOrder.of(stubs).forEach(this::stub);
    }

    private void stub(WireMockStub stub) {
        bringIn(stub.stub(), stub.whyNot(), Optional::empty, () -> {
            List<String> leftOut = stub.leftOut();
            if (!leftOut.isEmpty()) {
                intake.warning(
                        stub.stub().place(),
                        "%,d of its matchers, which are no 'equalTo', were left out, first %s: it replays as if they were not there."
                                .formatted(leftOut.size(), Names.shown(leftOut.getFirst())));
            }
            intake.exchange(stub::exchange);
        });
    }

    private void parallel(List<At> requests, List<At> responses) {
        id = "langchain";
        for (int at = 0; at < Math.max(requests.size(), responses.size()); at++) {
            String place = "interaction " + (at + 1);
            if (at < requests.size() && at < responses.size()) {
                tape(new TapeRecord(new At(
                        place, both(requests.get(at).value(), responses.get(at).value()))));
            } else {
                boolean asked = at < requests.size();
                intake.lacking(
                        place, "It has no %s.".formatted(asked ? "response in 'responses'" : "request in 'requests'"));
            }
        }
    }

    private static Value both(Value request, Value response) {
        return new Value.Fields(
                List.of(new Value.Member("request", request), new Value.Member("response", response)), "");
    }
}
