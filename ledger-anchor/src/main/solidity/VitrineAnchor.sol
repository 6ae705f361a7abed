// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Anchors of Vitrine logs: one line of checkpoints for each log, which only grows
/// @notice Holds the newest checkpoint of each log; all older ones are events. Nothing can be taken back: there is
/// no delete, no proxy, no selfdestruct, and the owner can't anchor, change or remove a checkpoint either, only say
/// who may post for which log. The contract does not check that a checkpoint's tree extends the one before; whoever
/// reads the log does that, and finds every root that was ever posted in the events.
contract VitrineAnchor {
    /// @notice The newest checkpoint of a log.
    struct Head {
        bytes32 root;
        uint64 epoch;
        uint64 size;
        uint64 blockNumber;
    }

    /// @notice A checkpoint to anchor.
    /// @param origin SHA-256 of the log's origin line
    /// @param epoch one more than the newest epoch of that log; the first is 1
    /// @param size the number of leaves of its tree
    /// @param root the root of its tree
    /// @param previousRoot the newest root of that log; zero before the first
    struct Checkpoint {
        bytes32 origin;
        uint64 epoch;
        uint64 size;
        bytes32 root;
        bytes32 previousRoot;
    }

    /// @notice A checkpoint was anchored. The one before it is an event of block previousBlock; zero for the first.
    event Anchored(
        bytes32 indexed origin, uint64 indexed epoch, uint64 indexed size, bytes32 root, uint64 previousBlock
    );
    event PosterAllowed(bytes32 indexed origin, address indexed poster);
    event PosterRemoved(bytes32 indexed origin, address indexed poster);
    event OwnershipOffered(address indexed owner, address indexed candidate);
    event OwnershipTaken(address indexed owner);

    error NotOwner(address caller);
    error NotCandidate(address caller);
    error NotPoster(bytes32 origin, address caller);
    error WrongEpoch(uint64 expected, uint64 given);
    error WrongPreviousRoot(bytes32 expected, bytes32 given);
    error SizeDoesNotGrow(uint64 anchored, uint64 given);
    error NoRoot();
    error NoSha256();
    error StaleSize(uint64 anchored, uint64 given);

    /// @notice Who may say who posts.
    address public owner;
    /// @notice To whom the ownership is offered; it passes when that account takes it.
    address public candidate;

    mapping(bytes32 origin => Head) private heads;
    mapping(bytes32 origin => mapping(address poster => bool)) private posters;

    constructor() {
        owner = msg.sender;
        emit OwnershipTaken(msg.sender);
    }

    modifier onlyOwner() {
        if (msg.sender != owner) revert NotOwner(msg.sender);
        _;
    }

    /// @notice Anchors a checkpoint.
    function anchor(Checkpoint calldata checkpoint) external {
        _anchor(checkpoint);
    }

    /// @notice Anchors several, in their order: all of them or none.
    function anchorBatch(Checkpoint[] calldata checkpoints) external {
        for (uint256 i = 0; i < checkpoints.length; ++i) {
            _anchor(checkpoints[i]);
        }
    }

    /// @notice The newest checkpoint of a log; all zero if there is none.
    function head(bytes32 origin) external view returns (Head memory) {
        return heads[origin];
    }

    /// @notice Whether this account may post for this log.
    function isPoster(bytes32 origin, address poster) external view returns (bool) {
        return posters[origin][poster];
    }

    /// @notice Verifies that a leaf is in the newest anchored tree of a log (RFC 9162 section 2.1.3.2).
    /// @param origin SHA-256 of the log's origin line
    /// @param size the size of the tree the proof was made for; reverts with StaleSize if it is not the newest
    /// @param leafHash the leaf's hash, SHA-256 of 0x00 and the leaf
    /// @param index the leaf's index
    /// @param path the proof, from the leaf up
    function verify(bytes32 origin, uint64 size, bytes32 leafHash, uint64 index, bytes32[] calldata path)
        external
        view
        returns (bool)
    {
        Head storage newest = heads[origin];
        if (newest.size != size) revert StaleSize(newest.size, size);
        if (index >= size) return false;
        uint256 fn = index;
        uint256 sn = size - 1;
        bytes32 r = leafHash;
        for (uint256 i = 0; i < path.length; ++i) {
            if (sn == 0) return false;
            if (fn & 1 == 1 || fn == sn) {
                r = _node(path[i], r);
                while (fn & 1 == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                r = _node(r, path[i]);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && r == newest.root;
    }

    /// @notice Lets an account post for a log.
    function allowPoster(bytes32 origin, address poster) external onlyOwner {
        posters[origin][poster] = true;
        emit PosterAllowed(origin, poster);
    }

    /// @notice Lets it post no longer. What it posted stays.
    function removePoster(bytes32 origin, address poster) external onlyOwner {
        posters[origin][poster] = false;
        emit PosterRemoved(origin, poster);
    }

    /// @notice Offers the ownership; the zero address takes the offer back.
    function offerOwnership(address to) external onlyOwner {
        candidate = to;
        emit OwnershipOffered(msg.sender, to);
    }

    /// @notice Takes the ownership that was offered to the caller.
    function takeOwnership() external {
        if (msg.sender != candidate) revert NotCandidate(msg.sender);
        owner = msg.sender;
        candidate = address(0);
        emit OwnershipTaken(msg.sender);
    }

    /// SHA-256 of 0x01 and both hashes (RFC 9162 section 2.1.1). As sha256(abi.encodePacked(...)), which would take
    /// new memory and copy twice for each node.
    function _node(bytes32 left, bytes32 right) private view returns (bytes32 hash) {
        bool done;
        assembly ("memory-safe") {
            let free := mload(0x40)
            mstore8(free, 0x01)
            mstore(add(free, 0x01), left)
            mstore(add(free, 0x21), right)
            done := staticcall(gas(), 0x02, free, 0x41, 0x00, 0x20)
            // a chain without this precompile answers with nothing, not with a failure
            done := and(done, eq(returndatasize(), 0x20))
            hash := mload(0x00)
        }
        if (!done) revert NoSha256();
    }

    function _anchor(Checkpoint calldata next) private {
        if (!posters[next.origin][msg.sender]) revert NotPoster(next.origin, msg.sender);
        Head storage newest = heads[next.origin];
        (uint64 epoch, uint64 size, uint64 blockNumber) = (newest.epoch, newest.size, newest.blockNumber);
        bytes32 root = newest.root;
        if (next.epoch != epoch + 1) revert WrongEpoch(epoch + 1, next.epoch);
        if (next.previousRoot != root) revert WrongPreviousRoot(root, next.previousRoot);
        // each size once: so no log has two roots for one size here, and no checkpoint is paid for twice
        if (epoch != 0 && next.size <= size) revert SizeDoesNotGrow(size, next.size);
        if (next.root == 0) revert NoRoot();
        (newest.epoch, newest.size, newest.blockNumber) = (next.epoch, next.size, uint64(block.number));
        newest.root = next.root;
        emit Anchored(next.origin, next.epoch, next.size, next.root, blockNumber);
    }
}
