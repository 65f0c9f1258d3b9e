#!/bin/sh
# Installs what the editor tests drive: Neovim, Chromium, code-server and the extension. What is there is kept.
# Usage: setup.sh; PYTEA_EDITORS is the folder of it all (default ~/.cache/pytea-editor).
set -eu
ROOT=$(cd "$(dirname "$0")/../.." && pwd)
HOME_OF_EDITORS=${PYTEA_EDITORS:-$HOME/.cache/pytea-editor}
VERSION=4.100.3
SERVER=$HOME_OF_EDITORS/code-server-$VERSION
export npm_config_audit=false npm_config_fund=false npm_config_update_notifier=false

fail() { echo "editors: $1; the tests that need it are skipped" >&2; exit 1; }

packages() {
    missing=
    for pair in nvim:neovim chromium:chromium rg:ripgrep g++:g++ make:make pkg-config:pkg-config; do
        command -v "${pair%%:*}" >/dev/null || missing="$missing ${pair#*:}"
    done
    [ -n "$missing" ] || return 0
    command -v apt-get >/dev/null && [ "$(id -u)" = 0 ] || fail "missing:$missing"
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        g++ make pkg-config libkrb5-dev libsecret-1-dev libx11-dev libxkbfile-dev ripgrep chromium \
        fonts-dejavu-core neovim >/dev/null || fail "apt-get cannot install:$missing"
}

headers() {
    for prefix in "$(dirname "$(dirname "$(readlink -f "$(command -v node)")")")" /usr /usr/local; do
        if [ -d "$prefix/include/node" ]; then echo "$prefix"; return; fi
    done
}

# The postinstall scripts of code-server download things; what it needs is built here instead.
code_server() {
    [ -f "$SERVER/ready" ] && return 0
    NODE=$(headers)
    [ -n "$NODE" ] || fail "no headers of node"
    export npm_config_nodedir="$NODE"
    GYP=$(npm root -g)/npm/node_modules/node-gyp/bin/node-gyp.js
    mkdir -p "$SERVER" && cd "$SERVER"
    echo '{"private": true}' > package.json
    npm install --silent --ignore-scripts "code-server@$VERSION" playwright-core@1.55.1 || fail "npm cannot install code-server"
    cd node_modules/code-server/lib/vscode
    npm install --silent --omit=dev --ignore-scripts || fail "npm cannot install the workbench"
    (cd extensions && npm install --silent --omit=dev --ignore-scripts) || fail "npm cannot install the workbench"
    npm rebuild --silent @vscode/spdlog native-watchdog >/dev/null || true
    for module in node-pty kerberos; do
        [ -d "node_modules/$module" ] || continue
        (cd "node_modules/$module" && node "$GYP" rebuild --silent --nodedir="$NODE") || echo "editors: no $module" >&2
    done
    mkdir -p node_modules/@vscode/ripgrep/bin
    ln -sf "$(command -v rg)" node_modules/@vscode/ripgrep/bin/rg
    rm -rf node_modules.asar && ln -s node_modules node_modules.asar
    (cd bin/remote-cli && ln -sf code-linux.sh code-server)
    (cd bin/helpers && ln -sf browser-linux.sh browser.sh)
    cd "$SERVER"
    [ -d node_modules/argon2/prebuilds ] || npm rebuild --silent argon2 >/dev/null || fail "argon2 cannot be built"
    node node_modules/code-server/out/node/entry.js --version >/dev/null || fail "code-server does not start"
    touch ready
}

extension() {
    cd "$ROOT/vscode-extension"
    if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
        npm ci --silent --ignore-scripts || fail "npm cannot install what the extension is built with"
        touch node_modules/.package-lock.json
    fi
    npm run --silent check && npm run --silent build
}

command -v npm >/dev/null || fail "no npm"
(packages) || failed=1
(code_server) || failed=1
(extension) || failed=1
exit "${failed:-0}"
