# shellcheck shell=bash
# Bootstrap shared by script/demo and script/test; sourced, never run. Needs AKAR (the project folder).
#
#   ensure_sistem PAKET...   Debian/Ubuntu packages, through apt as root or passwordless sudo
#   ensure_venv KUNCI        .venv with the packages of a lock file (run from AKAR); does nothing when that is already so

PAKET_PANGO=(libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz0b libharfbuzz-subset0 fontconfig fonts-dejavu-core)

kata() { printf '\n== %s\n' "$*"; }
mati() {
    printf 'GALAT: %s\n' "$*" >&2
    exit 1
}

apt_sebagai_root() {
    if [ "$(id -u)" -eq 0 ]; then
        DEBIAN_FRONTEND=noninteractive apt-get "$@"
    else
        sudo -n DEBIAN_FRONTEND=noninteractive apt-get "$@"
    fi
}

terpasang() { dpkg-query --show --showformat='${db:Status-Status}' "$1" 2>/dev/null | grep -qx installed; }

# Install the packages that are missing. Status 1, with one line that says what to do, when that is not possible.
ensure_sistem() {
    local kurang=() paket
    if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
        return 0 # not Debian or Ubuntu: what is really missing shows in the step that needs it
    fi
    for paket in "$@"; do
        terpasang "$paket" || kurang+=("$paket")
    done
    [ ${#kurang[@]} -gt 0 ] || return 0
    if [ "$(id -u)" -ne 0 ] && ! sudo -n true 2>/dev/null; then
        echo "Kurang paket sistem; jalankan: sudo apt-get install -y ${kurang[*]}" >&2
        return 1
    fi
    kata "Memasang paket sistem: ${kurang[*]}"
    local catatan
    catatan=$(mktemp)
    if ! { apt_sebagai_root update -qq && apt_sebagai_root install -y -qq --no-install-recommends "${kurang[@]}"; } \
        >"$catatan" 2>&1; then
        tail -n 20 "$catatan" >&2
        rm -f "$catatan"
        echo "apt-get gagal memasang: ${kurang[*]}" >&2
        return 1
    fi
    rm -f "$catatan"
}

# Print a Python >= 3.11 that can build a virtual environment.
find_python() {
    local calon
    for calon in "${PYTHON:-python3}" python3.13 python3.12 python3.11 /usr/bin/python3; do
        if "$calon" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$calon"
            return 0
        fi
    done
    return 1
}

# What .venv holds is noted in .venv/.terpasang, one line for each lock file that is satisfied.
ensure_venv() {
    local kunci=$1 catatan="$AKAR/.venv/.terpasang" python
    if [ -x "$AKAR/.venv/bin/python" ] && grep -qxF "$(sha256sum "$kunci")" "$catatan" 2>/dev/null; then
        return 0
    fi
    if [ ! -x "$AKAR/.venv/bin/python" ] || [ ! -x "$AKAR/.venv/bin/pip" ]; then
        find_python >/dev/null || ensure_sistem python3 python3-venv || true
        python=$(find_python) || mati "perlu Python 3.11 ke atas dengan venv (Debian/Ubuntu: apt-get install python3-venv)"
        kata "Membuat .venv"
        "$python" -m venv --clear "$AKAR/.venv"
    fi
    kata "Memasang pustaka dari $kunci"
    "$AKAR/.venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r "$kunci"
    # The test environment contains the runtime at the same versions, so it satisfies both.
    if [ "$kunci" = requirements-uji.lock ]; then
        sha256sum requirements.lock requirements-uji.lock >"$catatan"
    else
        sha256sum "$kunci" >"$catatan"
    fi
}

# WeasyPrint loads Pango when it is imported: the real proof that PDFs can be made here.
ensure_pango() {
    ensure_sistem "${PAKET_PANGO[@]}" || true
    "$AKAR/.venv/bin/python" -c 'import weasyprint' 2>/dev/null ||
        mati "WeasyPrint tidak menemukan Pango; pasang: ${PAKET_PANGO[*]}"
}
