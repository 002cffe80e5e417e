// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/reference/commandreference.h"

#include <CLI/CLI.hpp>

namespace muster {

namespace {

OptionReference optionReference(const CLI::Option &option)
{
    OptionReference reference{.positional = option.get_positional(), .required = option.get_required()};
    reference.help = QString::fromStdString(option.get_description());
    for (const std::string &name : option.get_snames())
        reference.names.append(u'-' + QString::fromStdString(name));
    for (const std::string &name : option.get_lnames())
        reference.names.append(QStringLiteral("--") + QString::fromStdString(name));
    if (reference.positional)
        reference.names = {QString::fromStdString(option.get_single_name())};
    if (option.get_items_expected_max() == 0)
        return reference;
    // "TEXT:{csv,jsonl}", "INT:INT in [1 - 1000]": the type, then what the check says of itself.
    const QString type = QString::fromStdString(option.get_type_name());
    reference.value = type.section(u':', 0, 0);
    const qsizetype open = type.indexOf(u'{'), close = type.indexOf(u'}');
    if (open >= 0 && close > open)
        reference.choices = type.sliced(open + 1, close - open - 1).split(u',');
    return reference;
}

void addOptions(CommandReference &reference, const CLI::App &app)
{
    for (const CLI::Option *option : app.get_options())
        reference.options.append(optionReference(*option));
}

} // namespace

CommandReference commandReference(const CLI::App &app)
{
    CommandReference reference{.name = QString::fromStdString(app.get_name()),
                               .help = QString::fromStdString(app.get_description()),
                               .footer = QString::fromStdString(app.get_footer())};
    addOptions(reference, app);
    for (const CLI::App *sub : app.get_subcommands([](const CLI::App *) { return true; })) {
        if (sub->get_name().empty()) // a group of options
            addOptions(reference, *sub);
        else
            reference.commands.append(commandReference(*sub));
    }
    return reference;
}

} // namespace muster
