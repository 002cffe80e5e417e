// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/reference/manpage.h"

namespace muster {

namespace {

using namespace Qt::StringLiterals;

/// As text of a line: what roff would read as its own is written so that it is text. A hyphen stays one that can be
/// copied into a shell.
QString escaped(QString text)
{
    text.replace(u'\\', u"\\e"_s).replace(u'-', u"\\-"_s).replace(u'\'', u"\\(aq"_s);
    text.replace(u"…"_s, u"..."_s);
    return text.startsWith(u'.') ? u"\\&"_s + text : text;
}

QString heading(const char *name)
{
    return u".SH %1\n"_s.arg(QLatin1String(name));
}

QString taken(const OptionReference &option)
{
    if (!option.choices.isEmpty())
        return option.choices.join(u'|');
    return option.value;
}

QString tag(const OptionReference &option)
{
    QStringList names;
    for (const QString &name : option.names)
        names.append((option.positional ? u"\\fI%1\\fR"_s : u"\\fB%1\\fR"_s).arg(escaped(name)));
    QString line = names.join(u", "_s);
    if (!option.positional && !option.value.isEmpty())
        line += u" \\fI%1\\fR"_s.arg(escaped(taken(option)));
    return line;
}

QString options(const CommandReference &command)
{
    QString text;
    for (const OptionReference &option : command.options) {
        if (!option.names.contains(u"--help"_s))
            text += u".TP\n%1\n%2%3\n"_s.arg(tag(option), escaped(option.help),
                                             option.required && !option.positional ? u" (required)"_s : QString());
    }
    return text;
}

QString synopsis(const QString &path, const CommandReference &command)
{
    QString line = u"\\fB%1\\fR"_s.arg(escaped(path));
    bool optional = false;
    for (const OptionReference &option : command.options) {
        if (option.positional)
            line += (option.required ? u" \\fI%1\\fR"_s : u" [\\fI%1\\fR]"_s).arg(escaped(option.names.first()));
        else if (option.required)
            line += u' ' + tag(option);
        else
            optional |= !option.names.contains(u"--help"_s);
    }
    return optional ? line + u" [options]"_s : line;
}

/// The commands that do something, each under its whole path.
QString commands(const QString &path, const CommandReference &command)
{
    QString text;
    for (const CommandReference &sub : command.commands) {
        const QString whole = path + u' ' + sub.name;
        if (sub.commands.isEmpty())
            text += u".SS %1\n%2\n.PP\n%3\n"_s.arg(escaped(whole), synopsis(whole, sub), escaped(sub.help))
                + options(sub);
        else
            text += commands(whole, sub);
    }
    return text;
}

} // namespace

QByteArray manPage(const CommandReference &program, const QString &version)
{
    const QString &name = program.name;
    QString text
        = u".\\\" SPDX-FileCopyrightText: The Muster authors\n.\\\" SPDX-License-Identifier: GPL-3.0-or-later\n"_s;
    text += u".TH %1 1 \"\" \"%2 %3\" \"User Commands\"\n"_s.arg(name.toUpper(), name, version);
    text += heading("NAME") + u"%1 \\- %2\n"_s.arg(name, escaped(program.help.section(u": "_s, 1)));
    text += heading("SYNOPSIS") + u"\\fB%1\\fR [options]\n.br\n\\fB%1\\fR [options] \\fIcommand\\fR ...\n"_s.arg(name);
    text += heading("DESCRIPTION");
    for (const QString &line : program.footer.split(u'\n'))
        text += escaped(line) + u"\n.PP\n"_s;
    text += heading("OPTIONS") + u"These work with every command.\n"_s + options(program);
    text += heading("COMMANDS") + commands(name, program);
    text += heading("FILES") + u".TP\n\\fI~/.config/muster\\fR\nProfiles, settings, saved mappings and policies.\n"_s
        + u".TP\n\\fI~/.local/share/muster\\fR\nRuns, history and backups, readable by their owner only.\n"_s;
    return text.toUtf8();
}

} // namespace muster
