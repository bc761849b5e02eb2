import polib

from devserver.catalogues import collected_messages, compile_all, list_problems, main


def catalogue(**entries: str) -> polib.POFile:
    po = polib.POFile()
    for msgid, msgstr in entries.items():
        po.append(polib.POEntry(msgid=msgid, msgstr=msgstr))
    return po


def test_what_is_missing_fuzzy_obsolete_or_broken_is_found():
    po = catalogue(a="", b="B")
    po.append(polib.POEntry(msgid="c", msgstr="C", flags=["fuzzy"]))
    po.append(polib.POEntry(msgid="d", msgstr="D", obsolete=True))
    po.append(polib.POEntry(msgid="%(name)s left", msgstr="%(nome)s"))
    po.append(polib.POEntry(msgid="x", msgid_plural="%(n)s x", msgstr_plural={0: "x", 1: ""}))
    assert [problem.split(":")[0] for problem in list_problems(po)] == [
        "missing",
        "fuzzy",
        "obsolete",
        "placeholders differ",
        "missing",
    ]


def test_a_valid_catalogue_compiles(tmp_path):
    folder = tmp_path / "it" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalogue(Hello="Ciao").save(str(folder / "django.po"))
    compile_all(tmp_path)
    assert (folder / "django.mo").exists()
    assert main(tmp_path, check=True) == 0


def test_english_holds_sentences_of_packages_only(tmp_path, capsys):
    (tmp_path / "localization").mkdir()
    collected = tmp_path / "localization" / "package_messages.py"
    collected.write_text("A = (_('Sign In'),)\nB = ngettext_lazy('%d Code', '%d Codes', 1)\n")
    assert collected_messages(tmp_path) == {"Sign In", "%d Code", "%d Codes"}
    folder = tmp_path / "locale" / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    po = catalogue(**{"Sign In": "Sign in"})
    po.save(str(folder / "django.po"))
    assert main(tmp_path / "locale", check=True) == 0
    po.append(polib.POEntry(msgid="Hello", msgstr="Welcome"))
    po.save(str(folder / "django.po"))
    assert main(tmp_path / "locale", check=True) == 1
    assert "in no package: 'Hello'" in capsys.readouterr().out
