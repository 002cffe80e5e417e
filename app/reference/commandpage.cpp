// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/reference/commandpage.h"

namespace muster {

namespace {

using namespace Qt::StringLiterals;

QString escaped(QString text)
{
    for (const QChar mark : u"\\|*<>"_s)
        text.replace(mark, u'\\' + QString(mark));
    return text;
}

QString taken(const OptionReference &option)
{
    return option.choices.isEmpty() ? option.value : option.choices.join(u'|');
}

/// As typed: "--format csv|jsonl".
QString typed(const OptionReference &option)
{
    QString text = option.names.join(u", "_s);
    if (!option.positional && !option.value.isEmpty())
        text += u' ' + taken(option);
    return u'`' + text.replace(u'|', u"\\|"_s) + u'`';
}

QString options(const CommandReference &command)
{
    QString rows;
    for (const OptionReference &option : command.options) {
        if (option.names.contains(u"--help"_s))
            continue;
        rows += u"| %1 | %2%3 |\n"_s.arg(typed(option), escaped(option.help),
                                         option.required ? u" Required."_s : QString());
    }
    return rows.isEmpty() ? QString() : u"| Option | What it does |\n|---|---|\n"_s + rows + u'\n';
}

QString usage(const QString &path, const CommandReference &command)
{
    QString line = path;
    bool optional = false;
    for (const OptionReference &option : command.options) {
        if (option.positional)
            line += (option.required ? u" %1"_s : u" [%1]"_s).arg(option.names.first());
        else if (option.required)
            line += u' ' + option.names.last() + u' ' + taken(option);
        else
            optional |= !option.names.contains(u"--help"_s);
    }
    return optional ? line + u" [options]"_s : line;
}

/// The commands that do something, each under its whole path; those of one subject in a chapter.
QString commands(const QString &path, const CommandReference &command, int level)
{
    QString text;
    for (const CommandReference &sub : command.commands) {
        const QString whole = path + u' ' + sub.name;
        text += u"%1 %2\n\n%3\n\n"_s.arg(QString(level, u'#'), whole, escaped(sub.help));
        if (sub.commands.isEmpty())
            text += u"```\n%1\n```\n\n"_s.arg(usage(whole, sub)) + options(sub);
        else
            text += commands(whole, sub, level + 1);
    }
    return text;
}

} // namespace

QByteArray commandPage(const CommandReference &program)
{
    QString text = u"# All commands and options\n\nWhat `%1 --help` says, written from the program itself. How to "
                   "use the commands, their exit codes and their results stand in [Command line](command-line.md)."
                   "\n\n"_s.arg(program.name);
    for (const QString &line : program.footer.split(u'\n', Qt::SkipEmptyParts))
        text += escaped(line) + u"\n\n"_s;
    text += u"## Options of every command\n\n"_s + options(program) + commands(program.name, program, 2);
    return (text.trimmed() + u'\n').toUtf8();
}

} // namespace muster
