# Each target is one line that a person would type.
.PHONY: setup build release demo test api explore sim fuzz soak soak-postgres failover mutants coverage scale load
.PHONY: bench bench-build bench-million bench-peers format lint

setup:
	./Sources/setup.sh

build: setup
	swift build

# For people's machines: optimised, with Swift's own library inside, so that nothing of Swift is needed there and they start sooner.
release: setup
	swift build -c release --static-swift-stdlib --scratch-path .build-release --product fieldnotes
	swift build -c release --static-swift-stdlib --scratch-path .build-release --product fieldnotes-server

demo: build
	./Tests/EndToEnd/demo.sh

# The programs' stories wait for processes, and would keep the tests beside them from the few threads that there are.
test: setup
	swift build --build-tests
	./Tests/suites.sh --skip EndToEndTests
	./Tests/suites.sh --filter EndToEndTests
	$(MAKE) explore
	$(MAKE) sim SEED=1 SEEDS=3000
	$(MAKE) fuzz
	$(MAKE) api

# Each decoder for so many seconds: make fuzz SECONDS=300
fuzz: setup
	python3 Tests/Fuzz/run.py $(or $(SECONDS),20)

# Schemathesis asks a running server all that Shared/openapi.json allows, and much that it does not.
api: build
	python3 Tests/Api/run.py $(EXAMPLES)

soak: setup
	swift build --build-tests
	FIELDNOTES_TEST_PERCENT=10000 swift test --skip-build --filter LawTests
	FIELDNOTES_TEST_CRASHES=50000 FIELDNOTES_TEST_KILLS=2000 swift test --skip-build --filter "PowerCutTests|KillTests"
	FIELDNOTES_TEST_FAULTS=200 swift test --skip-build --filter "FaultTests|FaultyDiskTests"
	$(MAKE) fuzz SECONDS=300
	$(MAKE) sim SEED=1000000 SEEDS=200000

# Sixteen write at two servers on one database, which are killed meanwhile: make soak-postgres SECONDS=600
soak-postgres: setup
	swift build --build-tests
	FIELDNOTES_TEST_SECONDS=$(or $(SECONDS),60) swift test --skip-build --filter LateCommitTests

# A primary dies while sixteen write, and its standby takes over, so many times.
failover: setup
	swift build --build-tests
	FIELDNOTES_TEST_FAILOVERS=$(or $(TIMES),5) swift test --skip-build --filter FailoverTests

explore:
	swift run -c release explore 3 4 1

# One seed is told line by line; ONLY picks some of its steps.
sim: setup
	swift run -c release simulation --seed $(or $(SEED),1) --seeds $(or $(SEEDS),$(if $(SEED),1,3000)) \
		--steps $(or $(STEPS),300) $(if $(ONLY),--only $(ONLY)) --past Tests/Simulation/past-seeds.txt

mutants: setup
	python3 Tests/Mutants/run.py

coverage: setup
	python3 Tests/Coverage/run.py

# A server with many devices: make load STORE=postgres CLIENTS=32 DURATION=30
load: setup
	swift build -c release --product fieldnotes-server
	swift run -c release load --store $(or $(STORE),sqlite) --clients $(or $(CLIENTS),32) --duration $(or $(DURATION),30)

scale: setup
	./Tests/EndToEnd/scale.sh

bench: SIZES ?= 1000,10000,100000
bench: bench-build
	Benchmarks/.build/release/bench --sizes $(SIZES) $(if $(WORK),--work $(WORK)) \
		$(if $(NOTES),--notes $(NOTES))

bench-million:
	$(MAKE) bench SIZES=1000,100000,1000000 WORK=floor,W1,W8

# Other systems on the same work: make bench-peers PEERS=DIR, the folder of their scripts.
bench-peers: bench-build
	./Benchmarks/peers.sh $(PEERS)

bench-build: setup
	cd Benchmarks && swift build -c release --static-swift-stdlib

format:
	swift format -i -r Package.swift Shared Client Server Sources Tests Benchmarks/Package.swift Benchmarks/Sources

lint:
	swift format lint --strict -r Package.swift Shared Client Server Sources Tests Benchmarks/Package.swift Benchmarks/Sources
