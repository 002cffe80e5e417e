// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/audiences/estimatebar.h"

#include "models/text/amounttext.h"
#include "models/text/exporttexts.h"
#include "models/text/plaintext.h"
#include "ui/common/announcer.h"
#include "ui/common/formparts.h"
#include "ui/common/icons.h"
#include "ui/common/plainlabel.h"
#include "ui/common/theme.h"
#include "ui/common/tooltips.h"

#include <QAction>
#include <QHash>
#include <QLocale>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <cmath>

namespace muster {

EstimateBar::EstimateBar(QWidget *parent)
    : QWidget(parent)
    , m_source(named("contactsAtHandButton", new MenuButton(QString(), this)))
{
    setObjectName(QStringLiteral("estimateBar"));
    m_count = named("estimateCountLabel", sectionTitle(this, {}, PlainLabel::Fit::Wrap));
    m_detail = named("estimateDetailLabel", hintLabel(this));
    m_whatIf = wrappedLabel(this, "whatIfLabel", ColourRole::Info);
    m_whatIf->hide();
    m_source->setToolTip(tr("Contacts to try the criteria on"));
    m_stop = pushButton(this, "stopContactsButton", tr("Stop"));
    connect(m_stop, &QPushButton::clicked, this, &EstimateBar::stopAsked);
    auto *words = columnLayout(space::xs, {m_count, m_detail, m_whatIf});
    fillRow(this, space::s, {{words, 1}, m_stop, m_source}, QMargins(space::m, space::s, space::m, space::s));
    setOffers({}, {});
    showNothing();
}

void EstimateBar::setOffers(const QList<ContactsOffer> &lists, const QList<ContactsOffer> &segments)
{
    for (QMenu *old : m_source->popupMenu()->findChildren<QMenu *>(Qt::FindDirectChildrenOnly))
        old->deleteLater(); // clear() leaves them: a menu belongs to its parent
    m_source->popupMenu()->clear();
    const QAction *file
        = m_source->add("contactsFileAction", tr("CSV or JSON Lines file…"), QStringLiteral("file-text"));
    connect(file, &QAction::triggered, this, &EstimateBar::fileAsked);
    fillMenu(lists, segments);
}

void EstimateBar::fillMenu(const QList<ContactsOffer> &lists, const QList<ContactsOffer> &segments)
{
    QMenu *menu = m_source->popupMenu();
    if (!lists.isEmpty())
        offer(menu->addMenu(themedIcon(QStringLiteral("list-checks")), tr("Contact list")), lists,
              &EstimateBar::listAsked);
    if (!segments.isEmpty())
        offer(menu->addMenu(themedIcon(QStringLiteral("users")), tr("Audience segment")), segments,
              &EstimateBar::segmentAsked);
}

void EstimateBar::offer(QMenu *menu, const QList<ContactsOffer> &offers, void (EstimateBar::*asked)(const QString &))
{
    QHash<QString, int> named;
    for (const ContactsOffer &one : offers)
        ++named[one.name];
    for (const ContactsOffer &one : offers) {
        QString label = visibleText(one.name, 80);
        if (named.value(one.name) > 1) // which of those that are called the same
            label += QStringLiteral(" \u00b7 ") + visibleText(one.id, 40);
        QAction *action = menu->addAction(QString(label).replace(u'&', QStringLiteral("&&")));
        action->setToolTip(toolTips::text(label));
        connect(action, &QAction::triggered, this, [this, asked, id = one.id] { Q_EMIT(this->*asked)(id); });
    }
}

void EstimateBar::showSource(const QString &name)
{
    m_source->setText(name.isEmpty() ? tr("&Choose contacts")
                                     : visibleText(name, 40).replace(u'&', QStringLiteral("&&")));
    m_source->setAccessibleName(name.isEmpty() ? tr("Choose contacts")
                                               : tr("Loaded contacts: %1").arg(visibleText(name, 80)));
}

void EstimateBar::showNothing()
{
    showSource({});
    m_stop->hide();
    m_count->setPlainText(tr("No estimate"));
    m_detail->setPlainText(tr("Choose contacts to estimate how many match the criteria."), ColourRole::Muted);
    showWhatIf({});
}

void EstimateBar::showLoading(const QString &name, qint64 contacts)
{
    showSource(name);
    m_stop->show();
    m_count->setPlainText(tr("Reading the contacts…"));
    m_detail->setPlainText(
        contacts < 0 ? QString() : tr("%1 so far", nullptr, pluralForm(contacts)).arg(QLocale().toString(contacts)),
        ColourRole::Muted);
    showWhatIf({});
}

void EstimateBar::showLoadError(const QString &name, const QString &sentence)
{
    showSource(name);
    m_stop->hide();
    m_count->setPlainText(tr("The contacts couldn’t be read"));
    m_detail->setPlainText(sentence, ColourRole::Bad);
    showWhatIf({});
}

void EstimateBar::showContacts(const QString &name, qint64 contacts)
{
    showSource(name);
    m_stop->hide();
    m_count->setPlainText(tr("%1 loaded contacts", nullptr, pluralForm(contacts)).arg(QLocale().toString(contacts)));
    m_detail->setPlainText({}, ColourRole::Muted);
    showWhatIf({});
}

void EstimateBar::showCounting()
{
    m_count->setPlainText(tr("Counting…"));
    m_detail->setPlainText({});
    showWhatIf({});
}

void EstimateBar::showNotCounted(const QString &sentence)
{
    m_count->setPlainText(tr("No estimate"));
    m_detail->setPlainText(sentence, ColourRole::Warn);
    showWhatIf({});
}

void EstimateBar::showResult(const Result &result)
{
    const QLocale locale;
    const double share = result.total > 0 ? double(result.matched) / double(result.total) : 0;
    const QString time = tr("%1 ms").arg(locale.toString(std::ceil(result.milliseconds), 'f', 0));
    const bool isCertain = result.possible <= result.matched;
    m_count->setPlainText(
        isCertain ? tr("%1 of %2 contacts match (%3)", nullptr, pluralForm(result.total))
                        .arg(locale.toString(result.matched), locale.toString(result.total), percentText(share))
                  : tr("%1 to %2 of %3 contacts match", nullptr, pluralForm(result.total))
                        .arg(locale.toString(result.matched), locale.toString(result.possible),
                             locale.toString(result.total)));
    Announcer::sayNewest(this, QStringLiteral("estimate"), m_count->plainText());
    m_detail->setPlainText(
        isCertain ? tr("Counted on this computer in %1; exclusions not included.").arg(time)
                  : tr("Counted on this computer in %1. Unknown for %2: a field is missing from these contacts.",
                       nullptr, pluralForm(result.possible - result.matched))
                        .arg(time, locale.toString(result.possible - result.matched)),
        isCertain ? ColourRole::Muted : ColourRole::Warn);
}

void EstimateBar::showWhatIf(const QString &sentence)
{
    m_whatIf->showText(sentence);
}

} // namespace muster
