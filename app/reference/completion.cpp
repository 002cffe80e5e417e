// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/reference/completion.h"

#include <algorithm>
#include <utility>

namespace muster {

namespace {

using namespace Qt::StringLiterals;

constexpr QLatin1String head("# SPDX-FileCopyrightText: The Muster authors\n# SPDX-License-Identifier: "
                             "GPL-3.0-or-later\n# Made from the command line's own parser.\n");

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
    QStringList paths;
    for (const Place &place : places.sliced(1))
        paths.append(u"\"%1\""_s.arg(place.path));
    return paths;
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
    QStringList paths;
    for (const Place &place : places.sliced(1))
        paths.append(fishQuoted(place.path));
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
