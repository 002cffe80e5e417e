// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/audiences/audiencehistorycontroller.h"

#include "models/audiences/criteriatree.h"
#include "models/runs/audiences/audiencehistory.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/text/criteriawords.h"
#include "models/text/errortexts.h"
#include "models/text/plaintext.h"
#include "models/text/timetexts.h"
#include "ui/audiences/audienceeditor.h"
#include "ui/audiences/audiencehistorypane.h"
#include "ui/audiences/audiencework.h"
#include "ui/audiences/criterialinestable.h"
#include "ui/audiences/registercontroller.h"
#include "ui/common/prompts.h"

#include <QEvent>
#include <QLocale>
#include <QTimer>
#include <chrono>

namespace muster {

namespace {

const auto baseKey = QStringLiteral("base"); ///< What the draft began from; other keys are digests.
constexpr std::chrono::milliseconds comparePause{60};

} // namespace

AudienceHistoryController::AudienceHistoryController(AudienceEditor &editor, const RegisterController &registering,
                                                     TenantSession &session, Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_editor(editor)
    , m_registering(registering)
    , m_session(session)
    , m_workspace(workspace)
    , m_reading(new AudienceHistory(workspace.audienceVersions(), this))
    , m_pause(new QTimer(this))
{
    m_pause->setSingleShot(true);
    m_pause->setInterval(comparePause);
    connect(m_pause, &QTimer::timeout, this, &AudienceHistoryController::showVersions);
    editor.history()->installEventFilter(this);
    AudienceHistoryPane *pane = editor.history();
    connect(pane, &AudienceHistoryPane::compareAsked, this, &AudienceHistoryController::compare);
    connect(pane, &AudienceHistoryPane::revertAsked, this, &AudienceHistoryController::revert);
    connect(pane, &AudienceHistoryPane::eraseAsked, this, &AudienceHistoryController::askErase);
    if (workspace.isReadOnly())
        pane->setReadOnly();
    connect(m_reading, &AudienceHistory::payloadErased, this, [this](const QString &digest) {
        m_definitions.remove(digest);
        request();
    });
    connect(m_reading, &AudienceHistory::eraseFailed, this, [this](const QString &digest, const ApiError &error) {
        m_erasing.remove(digest);
        Prompts::instance().tell(&m_editor, tr("The sent content couldn’t be deleted"), errorSentence(error));
    });
    connect(&editor.work(), &AudienceWork::changed, m_pause, qOverload<>(&QTimer::start));
    connect(m_reading, &AudienceHistory::versionsLoaded, this,
            [this](const QString &, const QList<AudienceVersion> &versions) {
                m_versions = versions;
                m_trouble.reset();
                showVersions();
            });
    connect(m_reading, &AudienceHistory::versionsFailed, this, [this](const QString &, const ApiError &error) {
        m_versions.clear();
        m_trouble = error;
        showVersions();
    });
    connect(pane, &AudienceHistoryPane::retryAsked, this, &AudienceHistoryController::request);
    connect(m_reading, &AudienceHistory::definitionLoaded, this,
            [this](const QString &digest, const AudienceDefinition &definition) {
                m_definitions.insert(digest, definition);
                compare();
                if (m_reverting == digest)
                    revert(digest);
            });
    connect(m_reading, &AudienceHistory::definitionFailed, this, [this](const QString &digest, const ApiError &error) {
        m_reverting.clear();
        if (m_erasing.contains(digest))
            return; // it was asked for a moment before a person had it deleted
        Prompts::instance().tell(&m_editor, tr("The version can’t be shown"), errorSentence(error));
    });
    request();
}

bool AudienceHistoryController::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Show)
        m_pause->start(); // what changed while nobody looked
    return QObject::eventFilter(watched, event);
}

void AudienceHistoryController::request()
{
    m_reading->requestVersions(m_session.profile().id, m_editor.work().audienceId());
}

/// A version that was saved on this computer. The newest one is the audience itself: it cannot be deleted.
AudienceVersionRow AudienceHistoryController::keptRow(const AudienceVersion &version, bool isNewest)
{
    const QString number = QLocale().toString(version.version);
    const QString actor = visibleText(version.actor, 60), at = exactTimeText(version.at);
    return {.key = version.digest,
            .title = isNewest ? tr("Version %1 (latest)").arg(number) : tr("Version %1").arg(number),
            .detail = version.isErased ? tr("Saved by %1, %2. The content was deleted on this computer.").arg(actor, at)
                                       : tr("Saved by %1, %2.").arg(actor, at),
            .isKept = !version.isErased && !isNewest,
            .isErased = version.isErased};
}

void AudienceHistoryController::showVersions()
{
    QList<AudienceVersionRow> rows;
    const std::optional<Audience> &base = m_editor.work().base();
    const bool isHere = m_editor.home() == AudienceHome::ThisComputer;
    if (base && !isHere) {
        rows << AudienceVersionRow{.key = baseKey,
                                   .title = tr("Version %1 in the tenant").arg(QLocale().toString(base->version)),
                                   .detail = tr("As read when the draft was started from it.")};
    }
    for (const AudienceVersion &version : std::as_const(m_versions)) {
        if (isHere) {
            rows << keptRow(version, rows.isEmpty());
            continue;
        }
        rows << AudienceVersionRow{.key = version.digest,
                                   .title = tr("Version %1, registered here").arg(QLocale().toString(version.version)),
                                   .detail = version.isErased
                                       ? tr("By %1, %2. The sent content was deleted on this computer.")
                                             .arg(visibleText(version.actor, 60), exactTimeText(version.at))
                                       : tr("By %1, %2. The sent content is stored on this computer.")
                                             .arg(visibleText(version.actor, 60), exactTimeText(version.at)),
                                   .isKept = !version.isErased,
                                   .isErased = version.isErased};
    }
    m_editor.history()->setVersions(rows);
    //: %1 is a sentence that says why, and what to do.
    m_editor.history()->showTrouble(
        m_trouble ? tr("The versions stored on this computer couldn’t be read. %1").arg(errorSentence(*m_trouble))
                  : QString());
    compare();
}

std::optional<AudienceDefinition> AudienceHistoryController::definitionOf(const QString &key)
{
    if (key.isEmpty())
        return m_editor.work().definition();
    if (key == baseKey)
        return m_editor.work().base() ? std::optional(m_editor.work().base()->definition) : std::nullopt;
    if (const auto known = m_definitions.constFind(key); known != m_definitions.cend())
        return *known;
    m_reading->requestDefinition(key);
    return std::nullopt;
}

bool AudienceHistoryController::isErased(const QString &key) const
{
    return std::ranges::any_of(
        m_versions, [&key](const AudienceVersion &version) { return version.isErased && version.digest == key; });
}

void AudienceHistoryController::askErase(const QString &key, const QString &title)
{
    const bool isHere = m_editor.home() == AudienceHome::ThisComputer;
    const Question question{
        .title = isHere ? tr("Delete this version’s content?") : tr("Delete the sent content?"),
        .text
        = tr("%1: its content is deleted on this computer. You can no longer compare it or revert to it.").arg(title),
        .detail = isHere
            ? tr("The history keeps who saved it, when, and its digest. Later versions stay.")
            : tr("The history keeps who registered it, when, and its digest. Nothing changes in the tenant."),
        .acceptLabel = isHere ? tr("Delete content") : tr("Delete sent content"),
        .rejectLabel = tr("Keep"),
        .dangerous = true,
    };
    askFirst(&m_editor, question, this, [this, key] {
        m_erasing.insert(key);
        m_reading->requestErase(key, m_workspace);
    });
}

void AudienceHistoryController::compare()
{
    AudienceHistoryPane *pane = m_editor.history();
    if (pane->from().isEmpty() || !pane->isVisible())
        return;
    if (isErased(pane->from()) || isErased(pane->to()))
        return; // the pane says so
    const auto before = definitionOf(pane->from());
    const auto after = before ? definitionOf(pane->to()) : std::nullopt;
    if (!before || !after)
        return;
    const DifferenceSide newer = DifferenceSide::of(*after);
    QList<CriteriaLine> lines
        = differenceLines(DifferenceSide::of(*before), newer, m_editor.work().tree().fields(), m_registering.names());
    // There are boxes for what the draft sends; two old versions have none.
    const SentPlaces sent(m_editor.work().tree().tree());
    for (CriteriaLine &line : lines) {
        const bool hasBox = pane->to().isEmpty() && line.node != noCriteriaNode;
        line.node = hasBox ? sent.node(newer.tree.path(line.node)) : noCriteriaNode;
    }
    pane->showDifference(lines);
}

void AudienceHistoryController::revert(const QString &key)
{
    const auto definition = definitionOf(key);
    if (!definition) {
        m_reverting = key;
        return;
    }
    m_reverting.clear();
    AudienceWork &work = m_editor.work();
    if (const std::optional<CriteriaRefusal> refusal = work.replace(*definition)) {
        Prompts::instance().tell(&m_editor, tr("The draft can’t be reverted to that version"),
                                 criteriaRefusalText(*refusal, work.tree().tree()));
    }
}

} // namespace muster
