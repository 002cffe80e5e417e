// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/reference/referencewriters.h"

#include "network/wire/mapped.h"

#include <algorithm>
#include <utility>

namespace muster {

namespace {

using namespace Qt::StringLiterals;

/// A command with all that may stand behind it.
struct Place
{
    QString path; ///< "muster segments export"
    const CommandReference *command = nullptr;
    QList<OptionReference> options; ///< Its own and those of the whole; none is positional.
};

void addPlaces(QList<Place> &places, const QString &path, const CommandReference &command,
               const CommandReference &program)
{
    Place place{path, &command, {}};
    for (const CommandReference *from : {&command, &program}) {
        for (const OptionReference &option : from->options) {
            const auto sameName = [&option](const OptionReference &other) { return other.names == option.names; };
            if (!option.positional && std::ranges::none_of(place.options, sameName))
                place.options.append(option);
        }
    }
    places.append(place);
    for (const CommandReference &sub : command.commands)
        addPlaces(places, path + u' ' + sub.name, sub, program);
}

QList<Place> placesOf(const CommandReference &program)
{
    QList<Place> places;
    addPlaces(places, program.name, program, program);
    return places;
}

/// How what is typed is marked up.
struct Markup
{
    QString (*escaped)(QString text);
    QString name, value; ///< Of an option or command; of what stands for something else.
};

QString plain(QString text)
{
    return text;
}

/// As text of a line: what roff would read as its own is written so that it is text. A hyphen stays one that can be
/// copied into a shell.
QString manEscaped(QString text)
{
    text.replace(u'\\', u"\\e"_s).replace(u'-', u"\\-"_s).replace(u'\'', u"\\(aq"_s);
    text.replace(u"…"_s, u"..."_s);
    return text.startsWith(u'.') ? u"\\&"_s + text : text;
}

QString escaped(QString text)
{
    for (const QChar mark : u"\\|*<>"_s)
        text.replace(mark, u'\\' + QString(mark));
    return text;
}

const Markup &manMarkup()
{
    static const Markup markup{manEscaped, u"\\fB%1\\fR"_s, u"\\fI%1\\fR"_s};
    return markup;
}

const Markup &pageMarkup()
{
    static const Markup markup{plain, u"%1"_s, u"%1"_s};
    return markup;
}

/// As typed: "--format csv|jsonl".
QString typed(const OptionReference &option, const Markup &markup)
{
    QStringList names;
    for (const QString &name : option.names)
        names.append((option.positional ? markup.value : markup.name).arg(markup.escaped(name)));
    QString text = names.join(u", "_s);
    if (!option.positional && !option.value.isEmpty())
        text += u' '
            + markup.value.arg(markup.escaped(option.choices.isEmpty() ? option.value : option.choices.join(u'|')));
    return text;
}

QString usage(const Place &place, const Markup &markup)
{
    QString line = markup.name.arg(markup.escaped(place.path));
    bool optional = false;
    for (const OptionReference &option : place.command->options) {
        if (option.positional)
            line += (option.required ? u" %1"_s : u" [%1]"_s).arg(typed(option, markup));
        else if (option.required)
            line += u' ' + typed(option, markup);
        else
            optional |= !option.names.contains(u"--help"_s);
    }
    return optional ? line + u" [options]"_s : line;
}

QString heading(const char *name)
{
    return u".SH %1\n"_s.arg(QLatin1String(name));
}

QString manOptions(const CommandReference &command)
{
    QString text;
    for (const OptionReference &option : command.options) {
        if (!option.names.contains(u"--help"_s))
            text += u".TP\n%1\n%2%3\n"_s.arg(typed(option, manMarkup()), manEscaped(option.help),
                                             option.required && !option.positional ? u" (required)"_s : QString());
    }
    return text;
}

QString pageOptions(const CommandReference &command)
{
    QString rows;
    for (const OptionReference &option : command.options) {
        if (!option.names.contains(u"--help"_s))
            rows += u"| `%1` | %2%3 |\n"_s.arg(typed(option, pageMarkup()).replace(u'|', u"\\|"_s),
                                               escaped(option.help), option.required ? u" (required)"_s : QString());
    }
    return rows.isEmpty() ? QString() : u"| Option | What it does |\n|---|---|\n"_s + rows + u'\n';
}

} // namespace

QByteArray manPage(const CommandReference &program, const QString &version)
{
    const QString &name = program.name;
    QString text
        = u".\\\" SPDX-FileCopyrightText: The Muster authors\n.\\\" SPDX-License-Identifier: GPL-3.0-or-later\n"_s;
    text += u".TH %1 1 \"\" \"%2 %3\" \"User Commands\"\n"_s.arg(name.toUpper(), name, version);
    text += heading("NAME") + u"%1 \\- %2\n"_s.arg(name, manEscaped(program.help.section(u": "_s, 1)));
    text += heading("SYNOPSIS") + u"\\fB%1\\fR [options]\n.br\n\\fB%1\\fR [options] \\fIcommand\\fR ...\n"_s.arg(name);
    text += heading("DESCRIPTION");
    for (const QString &line : program.footer.split(u'\n'))
        text += manEscaped(line) + u"\n.PP\n"_s;
    text += heading("OPTIONS") + u"These work with every command.\n"_s + manOptions(program);
    text += heading("COMMANDS");
    for (const Place &place : placesOf(program)) {
        if (place.command->commands.isEmpty()) // it does something
            text += u".SS %1\n%2\n.PP\n%3\n"_s.arg(manEscaped(place.path), usage(place, manMarkup()),
                                                   manEscaped(place.command->help))
                + manOptions(*place.command);
    }
    text += heading("FILES") + u".TP\n\\fI~/.config/muster\\fR\nProfiles, settings, saved mappings and policies.\n"_s
        + u".TP\n\\fI~/.local/share/muster\\fR\nRuns, history and backups, readable by their owner only.\n"_s;
    return text.toUtf8();
}

QByteArray commandPage(const CommandReference &program)
{
    QString text = u"# All commands and options\n\nWhat `%1 --help` says, written from the program itself. How to "
                   "use the commands, their exit codes and their results stand in [Command line](command-line.md)."
                   "\n\n"_s.arg(program.name);
    for (const QString &line : program.footer.split(u'\n', Qt::SkipEmptyParts))
        text += escaped(line) + u"\n\n"_s;
    text += u"## Options of every command\n\n"_s + pageOptions(program);
    for (const Place &place : placesOf(program).sliced(1)) { // each under its path; those of a subject in a chapter
        const QString marks(place.path.count(u' ') + 1, u'#');
        text += u"%1 %2\n\n%3\n\n"_s.arg(marks, place.path, escaped(place.command->help));
        if (place.command->commands.isEmpty())
            text += u"```\n%1\n```\n\n"_s.arg(usage(place, pageMarkup())) + pageOptions(*place.command);
    }
    return (text.trimmed() + u'\n').toUtf8();
}

namespace {

constexpr QLatin1String head("# SPDX-FileCopyrightText: The Muster authors\n# SPDX-License-Identifier: "
                             "GPL-3.0-or-later\n# Made from the command line's own parser.\n");

QStringList wordsAt(const Place &place)
{
    QStringList words;
    for (const CommandReference &sub : place.command->commands)
        words.append(sub.name);
    for (const OptionReference &option : place.options)
        words += option.names;
    return words;
}

/// The patterns of a shell's case: each option that takes a value, behind its command. Choices by their words, all that
/// take any text together.
struct ValueCases
{
    QList<std::pair<QString, QString>> choices; ///< pattern, words
    QStringList any;
};

ValueCases valueCases(const QList<Place> &places)
{
    ValueCases cases;
    for (const Place &place : places) {
        for (const OptionReference &option : place.options) {
            QStringList patterns;
            for (const QString &name : option.names)
                patterns.append(u"\"%1 %2\""_s.arg(place.path, name));
            if (!option.choices.isEmpty())
                cases.choices.append({patterns.join(u'|'), option.choices.join(u' ')});
            else if (!option.value.isEmpty())
                cases.any += patterns;
        }
    }
    return cases;
}

QStringList quotedPaths(const QList<Place> &places)
{
    return mapped(places.sliced(1), [](const Place &place) { return u"\"%1\""_s.arg(place.path); });
}

/// As text between single quotes of fish.
QString fishQuoted(QString text)
{
    return u'\'' + text.replace(u'\\', u"\\\\"_s).replace(u'\'', u"\\'"_s) + u'\'';
}

} // namespace

QByteArray bashCompletion(const CommandReference &program)
{
    const QList<Place> places = placesOf(program);
    const ValueCases values = valueCases(places);
    QString text = head
        + u"_%1() {\n"
          "    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} at=%1 index\n"
          "    for ((index = 1; index < COMP_CWORD; index++)); do\n"
          "        case \"$at ${COMP_WORDS[index]}\" in\n"
          "            %2) at+=\" ${COMP_WORDS[index]}\" ;;\n"
          "        esac\n"
          "    done\n"
          "    case \"$at $prev\" in\n"_s.arg(program.name, quotedPaths(places).join(u'|'));
    for (const auto &[pattern, words] : values.choices)
        text += u"        %1) mapfile -t COMPREPLY < <(compgen -W '%2' -- \"$cur\"); return ;;\n"_s.arg(pattern, words);
    text
        += u"        %1) compopt -o default; COMPREPLY=(); return ;;\n    esac\n    local words\n    case \"$at\" in\n"_s
               .arg(values.any.join(u'|'));
    for (const Place &place : places)
        text += u"        \"%1\") words='%2' ;;\n"_s.arg(place.path, wordsAt(place).join(u' '));
    text += u"    esac\n"
            "    mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$cur\")\n"
            "    [[ $cur == -* || ${#COMPREPLY[@]} -gt 0 ]] || compopt -o default\n"
            "}\n"
            "complete -F _%1 %1\n"_s.arg(program.name);
    return text.toUtf8();
}

QByteArray zshCompletion(const CommandReference &program)
{
    const QList<Place> places = placesOf(program);
    const ValueCases values = valueCases(places);
    QString text = u"#compdef %1\n"_s.arg(program.name) + head
        + u"local at=%1 index\n"
          "for ((index = 2; index < CURRENT; index++)); do\n"
          "    case \"$at ${words[index]}\" in\n"
          "        (%2) at+=\" ${words[index]}\" ;;\n"
          "    esac\n"
          "done\n"
          "case \"$at ${words[CURRENT-1]}\" in\n"_s.arg(program.name, quotedPaths(places).join(u'|'));
    for (const auto &[pattern, words] : values.choices)
        text += u"    (%1) compadd -- %2; return ;;\n"_s.arg(pattern, words);
    text += u"    (%1) _files; return ;;\nesac\ncase \"$at\" in\n"_s.arg(values.any.join(u'|'));
    for (const Place &place : places)
        text += u"    (\"%1\") compadd -- %2 ;;\n"_s.arg(place.path, wordsAt(place).join(u' '));
    text += u"esac\n[[ $PREFIX == -* ]] || _files\n"_s;
    return text.toUtf8();
}

QByteArray fishCompletion(const CommandReference &program)
{
    const QList<Place> places = placesOf(program);
    const QStringList paths = mapped(places.sliced(1), [](const Place &place) { return fishQuoted(place.path); });
    QString text = head
        + u"function __%1_at\n"
          "    set -l at %1\n"
          "    for word in (commandline -opc)[2..-1]\n"
          "        contains -- \"$at $word\" %2; and set at \"$at $word\"\n"
          "    end\n"
          "    test \"$at\" = \"$argv\"\n"
          "end\n"_s.arg(program.name, paths.join(u' '));
    for (const Place &place : places) {
        const QString when = u"complete -c %1 -n '__%1_at %2'"_s.arg(program.name, place.path);
        for (const CommandReference &sub : place.command->commands)
            text += u"%1 -f -a %2 -d %3\n"_s.arg(when, sub.name, fishQuoted(sub.help));
        for (const OptionReference &option : place.options) {
            QString line = when;
            for (const QString &name : option.names)
                line += name.startsWith(u"--") ? u" -l %1"_s.arg(name.sliced(2)) : u" -s %1"_s.arg(name.sliced(1));
            if (!option.choices.isEmpty())
                line += u" -x -a %1"_s.arg(fishQuoted(option.choices.join(u' ')));
            else if (!option.value.isEmpty())
                line += u" -r"_s;
            text += line + u" -d %1\n"_s.arg(fishQuoted(option.help));
        }
    }
    return text.toUtf8();
}

} // namespace muster
