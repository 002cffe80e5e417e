// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/scrub/scrubgroupspane.h"

#include "models/items/scrubmodels.h"
#include "models/text/errortexts.h"
#include "models/text/plaintext.h"
#include "ui/common/announcer.h"
#include "ui/common/datatable.h"
#include "ui/common/emptystate.h"
#include "ui/common/formparts.h"

namespace muster {

ScrubGroupsPane::ScrubGroupsPane(std::shared_ptr<TenantConnection> connection, QWidget *parent)
    : QWidget(parent)
    , m_index(new GroupNumbersReader(connection, this))
    , m_numbers(new GroupNumbersReader(connection, this))
    , m_announcer(new Announcer(this))
    , m_model(new ScrubGroupsModel(this))
{
    m_table = new DataTable("scrubGroupsTable", tr("Do-not-call groups"), m_model, this);
    m_table->setColumnWidths({{ScrubGroupsModel::Name, 200}, {ScrubGroupsModel::Entries, 85}});
    m_empty = new EmptyOverlay(m_table, {});
    m_empty->setSentenceWidth(220);
    m_fault = wrappedLabel(this, "scrubGroupsFaultLabel", ColourRole::Bad);
    m_again = pushButton(this, "loadScrubGroupsButton", tr("Try again"), QStringLiteral("refresh-cw"));
    connect(m_again, &QPushButton::clicked, this, &ScrubGroupsPane::load);
    fillColumn(this, space::s,
               {sectionTitle(this, tr("Do-not-call groups of %1").arg(visibleText(m_index->tenant(), 60))),
                {m_table, 1},
                m_fault,
                rowLayout(space::s, {m_again, boxStretch()})});
    connect(m_model, &ScrubGroupsModel::chosenChanged, this, &ScrubGroupsPane::chosenChanged);
    connect(m_index, &GroupNumbersReader::groupsLoaded, this, &ScrubGroupsPane::showGroups);
    connect(m_index, &GroupNumbersReader::failed, this, &ScrubGroupsPane::showError);
    connect(m_numbers, &GroupNumbersReader::numbersLoaded, this, &ScrubGroupsPane::numbersLoaded);
    connect(m_numbers, &GroupNumbersReader::failed, this, &ScrubGroupsPane::failed);
    load();
}

QList<DoNotCallGroup> ScrubGroupsPane::chosen() const
{
    return m_model->chosen();
}

void ScrubGroupsPane::load()
{
    m_fault->hide();
    m_again->hide();
    m_empty->setSentence(tr("Loading…"));
    m_index->requestGroups();
}

void ScrubGroupsPane::requestNumbers()
{
    m_numbers->requestNumbers(chosen());
}

void ScrubGroupsPane::cancel()
{
    m_numbers->cancel();
}

void ScrubGroupsPane::showGroups(const QList<DoNotCallGroup> &groups)
{
    m_empty->setSentence(tr("The tenant has no do-not-call groups."));
    m_model->setGroups(groups);
}

void ScrubGroupsPane::showError(const ApiError &error)
{
    m_empty->setSentence(tr("Not loaded."));
    m_fault->setPlainText(errorLines(error).join(u' '));
    m_fault->show();
    m_again->show();
    m_announcer->say(m_fault->text());
}

} // namespace muster
