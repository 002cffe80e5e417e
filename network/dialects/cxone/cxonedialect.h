// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/dialects/apidialect.h"

namespace muster {

/// Calls that no other flavour has.
namespace cxone {
inline constexpr auto readApiVersion = Operation(int(Operation::FirstOwn));
inline constexpr auto listCallingLists = Operation(int(Operation::FirstOwn) + 1);
inline constexpr auto readCallingList = Operation(int(Operation::FirstOwn) + 2);
inline constexpr auto listCompletedContacts = Operation(int(Operation::FirstOwn) + 3);
inline constexpr auto listCustomers = Operation(int(Operation::FirstOwn) + 4);
inline constexpr auto listAnalyzedSegments = Operation(int(Operation::FirstOwn) + 5);
inline constexpr auto readAnalyzedTranscript = Operation(int(Operation::FirstOwn) + 6);
inline constexpr auto listSkills = Operation(int(Operation::FirstOwn) + 7);
inline constexpr auto readSkill = Operation(int(Operation::FirstOwn) + 8);
inline constexpr auto makeCallingList = Operation(int(Operation::FirstOwn) + 9);
inline constexpr auto uploadRecords = Operation(int(Operation::FirstOwn) + 10);
inline constexpr auto removeRecords = Operation(int(Operation::FirstOwn) + 11);
inline constexpr auto listUploadJobs = Operation(int(Operation::FirstOwn) + 12);
inline constexpr auto readUploadJob = Operation(int(Operation::FirstOwn) + 13);
inline constexpr auto listDoNotCallGroups = Operation(int(Operation::FirstOwn) + 14);
inline constexpr auto listScrubbedSkills = Operation(int(Operation::FirstOwn) + 15);
inline constexpr auto listDoNotCallRecords = Operation(int(Operation::FirstOwn) + 16);
inline constexpr auto addDoNotCallRecords = Operation(int(Operation::FirstOwn) + 17);
inline constexpr auto endDoNotCallRecords = Operation(int(Operation::FirstOwn) + 18);
inline constexpr auto beginExtraction = Operation(int(Operation::FirstOwn) + 19);
inline constexpr auto listExtractions = Operation(int(Operation::FirstOwn) + 20);
inline constexpr auto readExtraction = Operation(int(Operation::FirstOwn) + 21);
inline constexpr auto fetchExtraction = Operation(int(Operation::FirstOwn) + 22);
inline constexpr auto listContributingSkills = Operation(int(Operation::FirstOwn) + 23);
inline constexpr auto searchDoNotCall = Operation(int(Operation::FirstOwn) + 24);
inline constexpr auto deleteCallingList = Operation(int(Operation::FirstOwn) + 25);
inline constexpr auto listAttempts = Operation(int(Operation::FirstOwn) + 26);
} // namespace cxone

/// NICE CXone's published API, "cxone"; what it is built on and what of it is not sure: resources/help/en/cxone.md and
/// this folder's README.
[[nodiscard]] std::shared_ptr<const ApiDialect> cxoneDialect();

} // namespace muster
