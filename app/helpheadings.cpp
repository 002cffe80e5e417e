// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/helpheadings.h"

#include "models/text/languages.h"
#include "resources/resources.h"

#include <QCoreApplication>

namespace muster {

namespace {

constexpr const char *headings[]
    = {QT_TRANSLATE_NOOP("HelpHeadings", "Usage"), QT_TRANSLATE_NOOP("HelpHeadings", "Options"),
       QT_TRANSLATE_NOOP("HelpHeadings", "Positionals"), QT_TRANSLATE_NOOP("HelpHeadings", "Subcommands")};

std::string translated(const std::string &heading)
{
    for (const char *known : headings) {
        if (heading == known)
            return textIn(terminalLanguage(), "HelpHeadings", known).toStdString();
    }
    return heading;
}

/// The heading at `at`, up to its colon.
std::string withHeading(std::string text, std::size_t at)
{
    const std::size_t colon = text.find(':', at);
    if (colon != std::string::npos)
        text.replace(at, colon - at, translated(text.substr(at, colon - at)));
    return text;
}

} // namespace

QString terminalLanguage()
{
    for (const char *name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const QString value = qEnvironmentVariable(name);
        if (!value.isEmpty()) // the first that says anything, as for any program
            return languageFor(QStringLiteral("system"), {value.section(u'.', 0, 0).replace(u'_', u'-')});
    }
    return languageFor(QStringLiteral("system"), {});
}

std::string HelpHeadings::make_usage(const CLI::App *app, std::string name) const
{
    return withHeading(CLI::Formatter::make_usage(app, std::move(name)), 0);
}

std::string HelpHeadings::make_group(std::string group, bool isPositional,
                                     std::vector<const CLI::Option *> options) const
{
    return CLI::Formatter::make_group(translated(group), isPositional, std::move(options));
}

std::string HelpHeadings::make_subcommands(const CLI::App *app, CLI::AppFormatMode mode) const
{
    const std::string text = CLI::Formatter::make_subcommands(app, mode);
    return text.starts_with('\n') ? withHeading(text, 1) : text;
}

} // namespace muster
