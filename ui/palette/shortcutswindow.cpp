// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/palette/shortcutswindow.h"

#include "ui/common/commands.h"
#include "ui/common/datatable.h"
#include "ui/common/formparts.h"
#include "ui/common/icons.h"
#include "ui/common/layoutmemory.h"
#include "ui/common/plainlabel.h"
#include "ui/common/prompts.h"
#include "ui/print/reportprinter.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QLocale>
#include <QPointer>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QVBoxLayout>

namespace muster {

ShortcutsWindow::ShortcutsWindow(const QList<ShortcutRow> &rows, QWidget *parent)
    : QDialog(parent)
    , m_rows(rows)
    , m_proxy(new QSortFilterProxyModel(this))
    , m_search(new QLineEdit(this))
    , m_table(new DataTable(this))
    , m_state(new PlainLabel(PlainLabel::Fit::Elide, this))
    , m_printer(new ReportPrinter(this))
{
    setObjectName(QStringLiteral("shortcutsWindow"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Keyboard shortcuts"));
    resize(720, 560);
    rememberSize(*this);
    m_proxy->setSourceModel(new ShortcutsModel(rows, this));
    m_proxy->setFilterKeyColumn(-1);
    m_proxy->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_search->setObjectName(QStringLiteral("shortcutsSearchEdit"));
    m_search->setAccessibleName(tr("Find a key, or what it does"));
    m_search->setPlaceholderText(withKeys(tr("Find a key, or what it does"), commandInfo(Command::Find).keys.value(0)));
    m_search->setClearButtonEnabled(true);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_proxy->setFilterFixedString(text);
        showCount();
    });
    connect(addCommand(Command::Find, this), &QAction::triggered, m_search,
            [this] { m_search->setFocus(Qt::ShortcutFocusReason); });
    m_table->setObjectName(QStringLiteral("shortcutsTable"));
    m_table->setAccessibleName(tr("Keyboard shortcuts"));
    m_table->setModel(m_proxy);
    m_table->setColumnWidth(ShortcutsModel::Keys, 190);
    m_table->setColumnWidth(ShortcutsModel::Text, 320);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_state->setObjectName(QStringLiteral("shortcutsStateLabel"));
    m_state->setRole(ColourRole::Muted);
    auto *print = new QPushButton(themedIcon(QStringLiteral("printer")), tr("&Print\u2026"), this);
    print->setObjectName(QStringLiteral("printShortcutsButton"));
    connect(print, &QPushButton::clicked, this, &ShortcutsWindow::print);
    connect(m_printer, &ReportPrinter::printed, this, [this](bool sent) {
        m_state->setPlainText(sent ? tr("The shortcuts were sent to the printer.")
                                   : tr("The printer took nothing. See to it and print again."));
    });
    auto *close = new QPushButton(tr("&Close"), this);
    close->setObjectName(QStringLiteral("closeShortcutsButton"));
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    for (QPushButton *button : {print, close})
        button->setAutoDefault(false);
    auto *foot = new QHBoxLayout;
    foot->setSpacing(space::s);
    foot->addWidget(m_state, 1);
    foot->addWidget(print);
    foot->addWidget(close);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::l, space::l, space::l, space::l);
    column->setSpacing(space::m);
    column->addWidget(m_search);
    column->addWidget(m_table, 1);
    column->addLayout(foot);
    m_search->setFocus();
    showCount();
}

void ShortcutsWindow::showCount()
{
    const int shown = m_proxy->rowCount();
    m_state->setPlainText(shown == 0
                              ? tr("No key does that.")
                              : tr("%1 of %2").arg(QLocale().toString(shown), QLocale().toString(m_rows.size())));
}

void ShortcutsWindow::print()
{
    Prompts::instance().choosePrinter(this, [self = QPointer(this)](const std::shared_ptr<QPrinter> &printer) {
        if (self && printer)
            self->m_printer->print(shortcutsHtml(self->m_rows), tr("Keyboard shortcuts of Muster"), printer);
    });
}

} // namespace muster
