# make demo       build and run the three jobs on the Changning data; pages land in demo/
# make test       lint and the test suite, at most 12 minutes on two cores
# make test-long  more seeds, sanitizers, a package outside that uses the library, and what takes hours
# make fuzz      every reader under libFuzzer, FUZZ_SECONDS each (an hour)
# make benchmark  quality and speed against published values and peers; writes Benchmarks/Results/
# make docs       DocC documentation of the library, in docs/
# make install    put the command, its manual and shell completions under PREFIX (default /usr/local)

SHELL := /bin/bash
PREFIX ?= /usr/local
CONFIGURATION := release
SWIFT_BUILD := swift build -c $(CONFIGURATION)
BIN := .build/$(CONFIGURATION)
SOURCES := Package.swift Sources Tests Benchmarks

# Public benchmark data, which the project does not carry; tests say what they leave out without it.
ifneq ($(wildcard ../shared/instances),)
export ALLOT_INSTANCES ?= $(abspath ../shared/instances)
endif

.PHONY: demo test test-long programs fuzz benchmark docs install setup build lint sanitize outside clean

demo: build
	@.ci/demo $(BIN)/allot

build: setup
	@echo "Building allot (a first build takes two to five minutes)"
	@$(SWIFT_BUILD) --product allot

setup:
	@command -v swift >/dev/null || { echo "Swift 6.1 or later is missing: see https://www.swift.org/install/linux" >&2; exit 1; }
	@.ci/packages /usr/include/glpk.h=libglpk-dev /usr/include/zip.h=libzip-dev \
		/usr/include/xlsxwriter.h=libxlsxwriter-dev /usr/include/sqlite3.h=libsqlite3-dev \
		/usr/include/nettle/sha2.h=nettle-dev git=git

lint: setup
	@echo "Linting"
	@swift format lint --strict --recursive $(SOURCES)

test: lint
	@echo "Building the test suite (a first build takes three to six minutes)"
	@$(SWIFT_BUILD) --build-tests
	@$(if $(ALLOT_INSTANCES),echo "Benchmark data: $(ALLOT_INSTANCES)",echo "No benchmark data: ALLOT_INSTANCES is not set; tests of published instances are left out")
	swift test -c $(CONFIGURATION) --skip-build --disable-xctest

test-long: programs test sanitize outside fuzz
	ALLOT_LONG=1 swift test -c $(CONFIGURATION) --skip-build --disable-xctest

# What opens our files in the tests; those of `make test` say what they leave out without it.
programs:
	@.ci/packages soffice=libreoffice-calc-nogui chromium=chromium python3=python3 \
		/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc=fonts-noto-cjk

# Every reader under libFuzzer, two at a time: FUZZ_SECONDS each.
FUZZ_SECONDS ?= 3600

fuzz: setup
	@.ci/fuzz $(FUZZ_SECONDS)

# GLPK itself is not instrumented; the guard around it and the Swift that calls it are. The test that
# watches resident memory is left out: a sanitizer keeps freed memory back.
SANITIZED := --disable-xctest --filter 'CGLPKTests|SolvingTests|LinearProgrammingTests' \
	--skip 'ten thousand solves'

sanitize: setup
	ALLOT_SANITIZED=1 swift test --sanitize=thread --scratch-path .build-tsan $(SANITIZED)
	ALLOT_SANITIZED=1 swift test --sanitize=address --scratch-path .build-asan $(SANITIZED)

# What a user of the library gets: a package of its own that depends on this one by path. It needs none
# of the libraries for workbooks.
outside:
	@.ci/packages /usr/include/glpk.h=libglpk-dev /usr/include/nettle/sha2.h=nettle-dev git=git
	@.ci/outside

benchmark: setup
	$(SWIFT_BUILD) --product allot-benchmarks
	$(BIN)/allot-benchmarks $(BENCHMARKS)

docs: build
	@.ci/docs $(BIN) docs

install: build
	install -d $(DESTDIR)$(PREFIX)/bin
	install -m 755 $(BIN)/allot $(DESTDIR)$(PREFIX)/bin/allot
	@.ci/install $(BIN)/allot $(DESTDIR)$(PREFIX)/share

clean:
	rm -rf .build .build-* demo docs
